import type { KeyExport, KeyHistory } from '@mylzip/shared/operations/history.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'

/** A version, as far as its key is concerned. */
export interface KeyedVersion {
  number: number
  serial: string | null
  /** What tells one key from another; null before it was issued. */
  publicKey: string | null
  /** Its key lies where the request was made. */
  isElsewhere: boolean
}

export interface KeyRecords {
  /** The name by which the log knows the certificate. */
  name: string
  versions: readonly KeyedVersion[]
  /** Of the whole log, the oldest first. */
  entries: readonly Pick<Activity, 'action' | 'at' | 'detail' | 'subject'>[]
}

type Entry = KeyRecords['entries'][number]

export const actionsOnKeys = [
  'backup-made',
  'certificate-adopted',
  'certificate-exported',
  'certificate-forgotten',
  'certificate-imported',
  'key-made',
  'key-made-in-tpm',
  'key-reused',
] as const

/**
 * Where a version's key came from, and how often it was given out. A key that was used again has the history of all versions that
 * had it; what cannot be told apart is counted, because “never” must be true.
 */
export function keyHistory(version: KeyedVersion, records: KeyRecords): KeyHistory {
  if (version.isElsewhere) return { origin: 'elsewhere', since: null, exports: [], backups: 0 }
  const own = sinceForgotten(records.entries.filter(({ subject }) => subject === records.name))
  const { begun, reused } = beginning(version, own)
  const since = begun?.at ?? null
  return {
    origin: begun === undefined ? 'unknown' : (origins[begun.action] ?? 'brought'),
    since,
    exports: own.filter((entry) => isExportOf(version, reused, records, entry)).map(exportView),
    backups: begun?.action === 'key-made-in-tpm' ? 0 : backupsSince(begun, records),
  }
}

/**
 * An earlier certificate of the same name, which was forgotten, counted its own versions. By the order of the log, and not by its
 * times: a clock that was wrong when it began would hide what was given out since.
 */
function sinceForgotten(own: readonly Entry[]): readonly Entry[] {
  return own.slice(own.findLastIndex(({ action }) => action === 'certificate-forgotten') + 1)
}

const origins: Readonly<Record<string, KeyHistory['origin']>> = { 'key-made': 'made-here', 'key-made-in-tpm': 'made-in-tpm' }

/** The entry by which the key came to be here; and whether it was taken again since. What was brought is the first version. */
function beginning({ number }: KeyedVersion, own: readonly Entry[]): { begun: Entry | undefined; reused: boolean } {
  const ofKeys = own
    .filter(({ action, detail }) => action.startsWith('key-') && Number(detail.version) <= number)
    // A key may have been made twice for one version; the newest holds.
    .toReversed()
    .toSorted((one, other) => Number(other.detail.version) - Number(one.detail.version))
  const brought = own.findLast(({ action }) => action === 'certificate-imported' || action === 'certificate-adopted')
  const newest = ofKeys[0]
  if (newest === undefined || Number(newest.detail.version) !== number) return { begun: number === 1 ? brought : undefined, reused: false }
  return { begun: ofKeys.find(({ action }) => action !== 'key-reused') ?? brought, reused: newest.action === 'key-reused' }
}

function isExportOf(version: KeyedVersion, reused: boolean, { versions }: KeyRecords, { action, detail }: Entry): boolean {
  if (action !== 'certificate-exported' || detail.key === 'none') return false
  const exported = versions.find(({ serial }) => serial !== null && serial === detail.serial)
  if (exported === undefined) return reused || detail.serial === undefined
  return exported.number === version.number || (exported.publicKey !== null && exported.publicKey === version.publicKey)
}

function exportView({ at, detail }: Entry): KeyExport {
  return { at, format: String(detail.format ?? ''), protection: detail.key === 'locked' ? 'locked' : 'open' }
}

/** A backup names the certificates whose keys are not in it. */
function backupsSince(begun: Entry | undefined, { name, entries }: KeyRecords): number {
  const holdsIt = ({ missing }: Entry['detail']) =>
    !String(missing ?? '')
      .split(', ')
      .includes(name)
  const since = begun === undefined ? entries : entries.slice(entries.indexOf(begun))
  return since.filter(({ action, detail }) => action === 'backup-made' && holdsIt(detail)).length
}
