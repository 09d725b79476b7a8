import { fromTimestamp, type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { AuditLogTable } from '../system/database/schema.ts'

/** An entry by which the log says that it went back to an older point. */
export interface Restoration {
  /** Of the entry itself. */
  seq: number
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

/** Those whose backup is this very log's beginning: the entry it ended at still stands there, unchanged. */
export function restorationsIn(entries: readonly AuditLogTable[]): Restoration[] {
  const hashes = new Map(entries.map(({ seq, hash }) => [seq, hash]))
  return entries.flatMap((entry) => {
    const detail = entry.action === 'restored' ? readDetail(entry.detail) : undefined
    if (!detail || detail.head >= entry.seq || (detail.head > 0 && hashes.get(detail.head) !== detail.hash)) return []
    return [{ seq: entry.seq, at: entry.at, backupAt: detail.backupAt, head: detail.head, cloudHead: detail.cloudHead }]
  })
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
  const { backupAt, head, seq, at } = restoration
  const gone = from === to ? `Entry ${from} is` : `Entries ${from} to ${to} are`
  return `${gone} not here: with entry ${seq}, on ${toTimestamp(at)}, this device went back to a backup of ${backupAt}, whose log ended at entry ${head}.`
}

function readDetail(text: string): RestorationDetail | undefined {
  try {
    return Detail.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
