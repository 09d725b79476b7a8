import { counted } from '@mylzip/shared/domain/counted.policy.ts'
import type { Command } from 'commander'
import type { RestoreReport } from '../../backup/restore/restore.service.ts'
import type { Cli } from '../cli.ts'
import { fileNamed } from '../input/file-named.ts'
import { readSecret } from '../input/read-secret.ts'
import { addPassphraseOptions, type PassphraseOptions, passphraseSource } from '../input/secret-options.ts'
import type { Answer } from '../output/answer.ts'
import { backupLines } from '../output/backup-lines.ts'

const examples = `
Examples:
  mylzip restore today.mylzip-backup
  mylzip restore today.mylzip-backup --data ./new --passphrase-file passphrase.txt --json

A practice cloud is in no backup: where “npm start” brings up another one beside the restored folder, the device joins
that one under another name.`

export function addRestore(program: Command, cli: Cli): void {
  const command = program
    .command('restore')
    .summary('go back to what a backup holds')
    .description(
      'Brings the data folder to what a backup holds, on this machine or another. No program may run on it; what was there is kept aside.',
    )
    .argument('<file>', 'the backup')
  addPassphraseOptions(command)
    .addHelpText('after', examples)
    .action(async (given: string, options: PassphraseOptions) => {
      const file = fileNamed(given, '<file>')
      const passphrase = await readSecret(passphraseSource(options), 'Passphrase of the backup', false, cli.surroundings)
      return cli.answer(async () => {
        const { restoreAgent } = await import('../../composition/restore.ts')
        const folder = await cli.folder()
        return restoreAnswer(file, folder, await restoreAgent({ file, passphrase, folder }))
      })
    })
}

/** What happened since the backup is true, whichever state a person goes back to. */
function sinceLines({ kept }: RestoreReport): string[] {
  if (!kept) return []
  const { versions, added, forgotten } = kept
  return [
    ...(versions === 0
      ? []
      : [`Kept from here, because they were issued since: ${counted(versions, 'version', 'versions')} of certificates.`]),
    ...(added.length === 0 ? [] : [`Managed here since, and still: ${added.join(', ')}`]),
    ...(forgotten.length === 0 ? [] : [`In the backup, forgotten here since, and not managed again: ${forgotten.join(', ')}`]),
  ]
}

/** As docs/backup.md says it: what follows is seen late, and cannot be taken back. */
function copyLines({ contents: { device }, existing }: RestoreReport): string[] {
  if (device === null || existing === 'same-device') return []
  return [
    `Where ${device.name} is still at work elsewhere, give up one of the two before the program is started here: both have the same key,`,
    'so they would renew the same certificates twice over, and the audit log would count as broken. Looking alone changes nothing.',
  ]
}

function restoreAnswer(file: string, folder: string, report: RestoreReport): Answer {
  const { contents, existing, kept, keptAside, fromStore, missingKeys } = report
  const notPlaced = report.notPlaced.map(({ name, refusal }) => ({ name, code: refusal.code, sentence: refusal.message }))
  const text = [
    `Restored into ${folder}.`,
    ...backupLines(contents),
    ...sinceLines(report),
    ...(keptAside === undefined ? [] : [`What was there before is kept as ${keptAside}.`]),
    ...(fromStore.length === 0 ? [] : [`Newer certificates were found in the store and are used: ${fromStore.join(', ')}`]),
    ...(missingKeys.length === 0 ? [] : [`Keys that are nowhere here; these are ordered anew: ${missingKeys.join(', ')}`]),
    ...notPlaced.map(({ name, sentence }) => `${name} is not in the store yet: ${sentence}`),
    ...copyLines(report),
    'Start the program: it goes on from here.',
  ]
  return {
    json: { file, folder, existing, kept: kept ?? null, keptAside: keptAside ?? null, fromStore, missingKeys, notPlaced, contents },
    text,
  }
}
