import { rm } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { fileNamed } from '../input/file-named.ts'
import { readSecret } from '../input/read-secret.ts'
import { addPassphraseOptions, type PassphraseOptions, passphraseSource } from '../input/secret-options.ts'
import type { Answer } from '../output/answer.ts'
import { backupLines } from '../output/backup-lines.ts'
import { goesNowhere } from '../output/goes-nowhere.adapter.ts'

interface BackupOptions extends PassphraseOptions {
  makePassphrase?: boolean
  inspect?: boolean
}

const examples = `
Examples:
  mylzip backup today.mylzip-backup
  mylzip backup today.mylzip-backup --make-passphrase
  mylzip backup today.mylzip-backup --inspect --passphrase-file passphrase.txt --json`

export function addBackup(program: Command, cli: Cli): void {
  const command = program
    .command('backup')
    .summary('write everything into one sealed file')
    .description('Writes everything this agent knows into one file, sealed with a passphrase, while it works on. Never replaces a file.')
    .argument('<file>', 'the backup to write')
    .addOption(
      new Option('--make-passphrase', 'have a passphrase made, and told once').conflicts(['passphraseFile', 'passphraseStdin', 'inspect']),
    )
    .option('--inspect', 'only read a backup from end to end, and say what is in it; needs nothing but the file and its passphrase')
  addPassphraseOptions(command)
    .addHelpText('after', examples)
    .action(async (given: string, options: BackupOptions) => {
      if (given === '-' && !options.inspect)
        throw new Refusal('OPTION_INVALID', { option: '<file>', reason: 'it must name a file; nothing is written to stdout' })
      const file = fileNamed(given, '<file>')
      const passphrase = await passphraseFor(options, cli)
      if (options.inspect) return cli.answer(() => inspect(file, passphrase ?? ''))
      return cli.ask(({ client }) => create(client, file, passphrase))
    })
}

async function passphraseFor({ inspect, makePassphrase, ...options }: BackupOptions, { surroundings }: Cli): Promise<string | undefined> {
  const source = passphraseSource(options)
  if (inspect) return readSecret(source, 'Passphrase of the backup', false, surroundings)
  if (makePassphrase && goesNowhere(surroundings.stdout))
    throw new Refusal('OPTION_INVALID', { option: '--make-passphrase', reason: 'the passphrase is told on stdout, and nobody reads that' })
  return makePassphrase ? undefined : readSecret(source, 'Passphrase for the backup', true, surroundings)
}

/** By this command itself: a backup is looked at where nothing is set up yet, or where the data folder is what was lost. */
async function inspect(file: string, passphrase: string): Promise<Answer> {
  const { inspectBackup } = await import('../../backup/inspect-backup.ts')
  const contents = await inspectBackup({ file, passphrase })
  return { json: { file, contents }, text: backupLines(contents) }
}

async function create(client: AgentClient, file: string, passphrase: string | undefined): Promise<Answer> {
  const made = await client.backup.create({ file, ...(passphrase !== undefined && { passphrase }) })
  const told =
    made.generatedPassphrase === null ? [] : [`Passphrase: ${made.generatedPassphrase}`, 'It is kept nowhere: write it down now.']
  return {
    json: { ...made },
    text: [`Written: ${made.file} (${made.bytes} bytes)`, ...told, ...backupLines(made.contents)],
    ...(made.generatedPassphrase !== null && { unheard: (reason: string) => withdrawn(made.file, reason) }),
  }
}

/** A backup whose passphrase nobody has seen only looks like one. */
async function withdrawn(file: string, reason: string): Promise<Refusal> {
  await rm(file, { force: true }).catch(() => undefined)
  return new Refusal('PASSPHRASE_UNHEARD', { file, reason })
}
