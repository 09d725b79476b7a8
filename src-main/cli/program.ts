import { Command, Option } from 'commander'
import type { Cli } from './cli.ts'
import { addAdopt } from './commands/adopt.ts'
import { addAudit } from './commands/audit.ts'
import { addAuthorities } from './commands/authorities.ts'
import { addBackup } from './commands/backup.ts'
import { addCertificates } from './commands/certificates.ts'
import { addCompletion } from './commands/completion.ts'
import { addConfigure } from './commands/configure.ts'
import { addDelegation } from './commands/delegation.ts'
import { addDiagnostics } from './commands/diagnostics.ts'
import { addDnsServers } from './commands/dns-servers.ts'
import { addDoctor } from './commands/doctor.ts'
import { addEmptyStore } from './commands/empty-store.ts'
import { addEnrol } from './commands/enrol.ts'
import { addExport } from './commands/export.ts'
import { addForget } from './commands/forget.ts'
import { addHelp } from './commands/help.ts'
import { addHistory } from './commands/history.ts'
import { addImport } from './commands/import.ts'
import { addNames } from './commands/names.ts'
import { addOrder } from './commands/order.ts'
import { addPause, addResume } from './commands/pause.ts'
import { addPlan } from './commands/plan.ts'
import { addPolicy } from './commands/policy.ts'
import { addProxy } from './commands/proxy.ts'
import { addRenew } from './commands/renew.ts'
import { addRestore } from './commands/restore.ts'
import { addRevoke } from './commands/revoke.ts'
import { addService } from './commands/service.ts'
import { addStatus } from './commands/status.ts'
import { addTargets } from './commands/targets.ts'
import { addTokens } from './commands/tokens.ts'
import { addUsedBy } from './commands/used-by.ts'
import { addUsual } from './commands/usual.ts'
import { folderName } from './input/folder-name.ts'

const exitCodesHelp = `
Exit codes:
  0    done
  1    refused, or tried and failed; the code and the sentence say why
  2    what was typed cannot be done as it is written
  3    no program answers here, and the data folder cannot be worked on alone
  4    status --check: not everything is protected
  130  interrupted`

/** The whole tree of commands. Whatever a command needs beyond its own words is loaded when it runs. */
export function createProgram(cli: Cli): Command {
  const program = new Command('mylzip')
    .description('Certificates of this device: how they stand, and what can be done with them.')
    .version(cli.surroundings.version, '-V, --version', 'the version of this program')
    .option('--json', 'exactly one JSON document on stdout: {"ok":true,…} or {"ok":false,"error":{…}}')
    .addOption(new Option('--data <folder>', 'the data folder (default: the one that “npm start” uses)').argParser(folderName))
    .helpOption('-h, --help', 'this text')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', exitCodesHelp)
  program.commandsGroup('Looking:')
  addStatus(program, cli)
  addCertificates(program, cli)
  addHistory(program, cli)
  addTargets(program, cli)
  addUsedBy(program, cli)
  addAudit(program, cli)
  addDoctor(program, cli)
  addDiagnostics(program, cli)
  program.commandsGroup('Certificates:')
  addOrder(program, cli)
  addRenew(program, cli)
  addPause(program, cli)
  addResume(program, cli)
  addConfigure(program, cli)
  addRevoke(program, cli)
  addForget(program, cli)
  addExport(program, cli)
  addImport(program, cli)
  addAdopt(program, cli)
  program.commandsGroup('Where and how:')
  addAuthorities(program, cli)
  addDnsServers(program, cli)
  addDelegation(program, cli)
  addUsual(program, cli)
  addProxy(program, cli)
  addPolicy(program, cli)
  addTokens(program, cli)
  program.commandsGroup('This device:')
  addEnrol(program, cli)
  addNames(program, cli)
  addPlan(program, cli)
  program.commandsGroup('This program:')
  addService(program, cli)
  addEmptyStore(program, cli)
  addBackup(program, cli)
  addRestore(program, cli)
  addCompletion(program, cli)
  addHelp(program)
  return program
}
