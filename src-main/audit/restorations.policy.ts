import { fromTimestamp, type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { AuditLogTable } from '../system/database/schema.ts'

/** An entry by which the log says that it went back to an older point. */
export interface Restoration {
  /** Of the entry itself; the one it will have where it is still to be written. */
  seq: number
  isWritten: boolean
  at: Instant
  backupAt: string
  /** Where the log ended in the backup; the entry that says so. */
  head: number
  /** The last entry the cloud knew of at that moment; null where it could not be asked. */
  cloudHead: number | null
}

/** Where the log was cut back, and how far it had been: `from` and `to` are the first and the last entry that are gone. */
export interface LostEntries {
  restoration: Restoration
  from: number
  to: number
  /** Whether the log goes on behind them, instead of in their place. */
  leavesGap: boolean
}

const Detail = z.object({
  backupAt: z.iso.datetime(),
  head: z.int().nonnegative(),
  hash: z.string(),
  cloudHead: z.int().nonnegative().nullable(),
})

/** Facts of the entry `restored`, as they are written and read. */
export type RestorationDetail = z.infer<typeof Detail>

/** One that nothing has been done since: the entry is written before whatever is. */
export type PendingRestoration = Pick<Restoration, 'at' | 'backupAt' | 'head'> & Pick<RestorationDetail, 'hash'>

/** Those whose backup is this very log's beginning: the entry it ended at still stands there, unchanged. */
export function restorationsIn(entries: readonly AuditLogTable[], pending?: PendingRestoration): Restoration[] {
  const hashes = new Map(entries.map(({ seq, hash }) => [seq, hash]))
  const isBeginning = ({ head, hash }: Pick<RestorationDetail, 'head' | 'hash'>) => head === 0 || hashes.get(head) === hash
  const written = entries.flatMap((entry) => {
    const detail = entry.action === 'restored' ? readDetail(entry.detail) : undefined
    if (!detail || detail.head >= entry.seq || !isBeginning(detail)) return []
    const { backupAt, head, cloudHead } = detail
    return [{ seq: entry.seq, isWritten: true, at: entry.at, backupAt, head, cloudHead }]
  })
  if (!pending || !isBeginning(pending)) return written
  const { at, backupAt, head } = pending
  return [...written, { seq: (entries.at(-1)?.seq ?? 0) + 1, isWritten: false, at, backupAt, head, cloudHead: null }]
}

/**
 * Whether this head, which is not one of this log, was made between the backup and the restoration: the cloud had it
 * when it was asked or, where it could not be, the device signed it before.
 */
export function isFromBefore({ head, cloudHead, at }: Restoration, lost: { seq: number; at: string }): boolean {
  if (lost.seq <= head) return false
  return cloudHead === null ? fromTimestamp(lost.at) <= at : lost.seq <= cloudHead
}

/** In words, for whoever checks the log. */
export function lostEntriesSentence({ restoration, from, to }: Pick<LostEntries, 'restoration' | 'from' | 'to'>): string {
  const { backupAt, head, seq, isWritten, at } = restoration
  const gone = from === to ? `Entry ${from} is` : `Entries ${from} to ${to} are`
  const told = isWritten ? `with entry ${seq}, ` : ''
  const later = isWritten ? '' : ' The next start writes that down.'
  return `${gone} not here: ${told}on ${toTimestamp(at)}, this device went back to a backup of ${backupAt}, whose log ended at entry ${head}.${later}`
}

function readDetail(text: string): RestorationDetail | undefined {
  try {
    return Detail.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
