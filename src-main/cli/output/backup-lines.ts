import type { BackupContents } from '@mylzip/shared/operations/backup.ts'
import { momentOf } from './dates.policy.ts'
import { factLines, tableLines } from './table.policy.ts'

const keys: Readonly<Record<BackupContents['certificates'][number]['key'], string>> = {
  included: 'in it',
  destroyed: 'not in it: not exportable',
  elsewhere: 'not in it: made elsewhere',
  tpm: 'not in it: in the TPM of the machine',
  none: 'none yet',
}

/** What a backup holds. */
export function backupLines({ madeAt, version, device, certificates, missingKeys, auditHead }: BackupContents): string[] {
  const rows = certificates.map(({ names, notAfter, key }) => [
    names[0] ?? '',
    notAfter === null ? 'not yet' : momentOf(notAfter),
    keys[key],
  ])
  return [
    ...factLines([
      ['Made', `${momentOf(madeAt)}, by version ${version}`],
      ['Device', device?.name ?? 'not enrolled'],
      ['Audit log', auditHead === null ? 'empty' : `up to entry ${auditHead.seq}`],
    ]),
    ...(rows.length === 0 ? [] : ['', ...tableLines(['Certificate', 'Safe until', 'Key'], rows, undefined)]),
    ...(missingKeys.length === 0 ? [] : [`Ordered anew after a restore elsewhere: ${missingKeys.join(', ')}`]),
  ]
}
