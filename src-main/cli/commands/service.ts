import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Command, Option } from 'commander'
import { windowsHost } from '../../service/windows-host.adapter.ts'
import { servicePlaces } from '../../service/windows-service.policy.ts'
import { createWindowsService, type InstallOptions, type WindowsService } from '../../service/windows-service.service.ts'
import { systemClock } from '../../system/clock.adapter.ts'
import { serviceDataDirectory } from '../../system/data-directory.policy.ts'
import type { Cli } from '../cli.ts'
import { directoryUrl } from '../input/authority-url.ts'
import { cloudUrl } from '../input/cloud-url.ts'
import { confirm } from '../input/confirm.ts'
import type { Answer } from '../output/answer.ts'
import { updateLines } from '../output/update-lines.ts'
import { addServiceUpdate } from './service-update.ts'

interface Install {
  cloud?: string
  directory?: string
  powershell?: string
  tokenFile?: string
  start: boolean
}

interface Remove {
  keys?: boolean
  yes?: boolean
}

export function addService(program: Command, cli: Cli): void {
  const group = program
    .command('service')
    .summary('the Windows service')
    .description('The Windows service, which does the work on this computer whoever is signed in.')
  const does = (work: (service: WindowsService, dataFolder: string) => Promise<Answer>) =>
    cli.answer(async () => {
      const { platform, env } = cli.surroundings
      if (platform !== 'win32') throw new Refusal('WINDOWS_NEEDED')
      const dataFolder = serviceDataDirectory(env)
      const parts = {
        host: windowsHost(env),
        places: servicePlaces(process.execPath),
        // All of the store's libraries: for the one command that needs them.
        emptyStore: async (folder: string) => (await import('../../composition/empty-store.ts')).takeOutOfWindows(folder, 'LocalMachine'),
        newSecret: () => randomBytes(32).toString('base64url'),
        now: systemClock.now,
        wait: (time: number) => wait(time),
      }
      return work(createWindowsService({ ...parts, dataFolder }), dataFolder)
    })

  group
    .command('status')
    .summary('whether it is installed and runs')
    .description('Says whether the service is installed, and whether it runs.')
    .addHelpText('after', '\nExamples:\n  mylzip service status\n  mylzip service status --json')
    .action(() => does(statusAnswer))

  group
    .command('install')
    .summary('install it, or give it other settings')
    .description(
      'Installs the service and starts it, or gives one that is there other settings. What is left out stays as it was chosen before. Needs an administrator.',
    )
    .option('--cloud <url>', 'the cloud this device belongs to', cloudUrl)
    .option('--directory <url>', 'the authority to ask where nobody chose another: a name, or its directory’s address', directoryUrl)
    .addOption(new Option('--powershell <version>', 'by which Windows is asked: its own, or PowerShell 7').choices(['windows', '7']))
    .option('--token-file <file>', 'holds an enrolment token; the service enrols this device by it as soon as it can')
    .option('--no-start', 'do not start it now')
    .addHelpText('after', '\nExamples:\n  mylzip service install\n  mylzip service install --token-file C:\\deploy\\token.txt')
    .action((options: Install) => does((service) => install(service, options)))

  group
    .command('start')
    .summary('start it')
    .description('Starts the service. Harmless where it runs. Needs an administrator.')
    .addHelpText('after', '\nExamples:\n  mylzip service start')
    .action(() => does((service) => service.start().then(() => ({ json: {}, text: ['The service starts.'] }))))

  group
    .command('stop')
    .summary('stop it')
    .description(
      'Stops the service, and answers once it has ended. What it was in the middle of goes on at the next start. Needs an administrator.',
    )
    .addHelpText('after', '\nExamples:\n  mylzip service stop')
    .action(() => does((service) => service.stop().then(() => ({ json: {}, text: ['The service has ended.'] }))))

  addServiceUpdate(group, cli)

  group
    .command('remove')
    .summary('remove it')
    .description(
      'Stops the service and removes it from Windows. Keys, certificates and the log stay, unless --keys is given: that takes them out of Windows’ store as well. Needs an administrator.',
    )
    .option('--keys', 'remove this device’s keys, certificates and log as well; there is no way back')
    .option('--yes', 'do not ask whether --keys is meant')
    .addHelpText('after', '\nExamples:\n  mylzip service remove\n  mylzip service remove --keys')
    .action(({ keys = false, yes = false }: Remove) =>
      does(async (service, dataFolder) => {
        if (keys) await confirm('All keys and certificates of this device will be gone.', 'keys', yes, cli.surroundings)
        await service.remove({ withData: keys })
        const rest = keys ? 'No key of it is left.' : `Its keys and certificates stay, in Windows’ store and in ${dataFolder}.`
        return { json: { dataFolder: keys ? null : dataFolder }, text: ['The service is removed.', rest] }
      }),
    )
}

async function statusAnswer(service: WindowsService, dataFolder: string): Promise<Answer> {
  const known = await service.status()
  const { readInstallerFailure, readLastUpdate } = await import('../../service/update/last-update.adapter.ts')
  const serviceFolder = dirname(process.execPath)
  const lastUpdate = await readLastUpdate(serviceFolder)
  const json = { service: known ?? null, dataFolder, lastUpdate: lastUpdate ?? null }
  const told = lastUpdate === undefined ? [] : updateLines(lastUpdate, await readInstallerFailure(serviceFolder))
  if (known === undefined) return { json, text: ['The service is not installed on this computer.', ...told] }
  const by = known.pid === null ? '' : ` (process ${known.pid})`
  return { json, text: [`The service is installed: ${words[known.state]}${by}.`, `Its data lies in ${dataFolder}.`, ...told] }
}

const words = {
  running: 'it runs',
  starting: 'it starts',
  stopping: 'it ends',
  stopped: 'it does not run',
  other: 'it is in a state of its own',
}

async function install(service: WindowsService, { cloud, directory, powershell, tokenFile, start }: Install): Promise<Answer> {
  const options: InstallOptions = { cloudUrl: cloud, directoryUrl: directory, powershell, tokenFile }
  const { setAside } = await service.install(options)
  if (start) await service.start()
  const foreign =
    setAside === undefined ? [] : [`A folder that was not ours stood in its data folder’s place, and lies in ${setAside} now.`]
  return {
    json: { started: start, setAside: setAside ?? null },
    text: [start ? 'The service is installed and starts.' : 'The service is installed.', ...foreign],
  }
}
