import { setImmediate } from 'node:timers/promises'
import type { AuditFilter } from '@mylzip/shared/operations/audit.ts'
import type { AuditLogTable } from '../system/database/schema.ts'
import type { PageQuery } from './audit.repository.ts'

/** Entries that are looked at in one go: some 10 ms. SQLite looks while nothing else is done here. */
const atOnce = 5_000

interface SearchedLog {
  tail(): Promise<{ seq: number } | undefined>
  page(query: PageQuery): Promise<AuditLogTable[]>
}

/**
 * The newest entries that are wanted, part of the log by part: one that matches nothing in a log of years must not keep a renewal or
 * another caller waiting.
 */
export async function search(
  log: SearchedLog,
  { before, limit, ...filter }: AuditFilter & { before?: number | undefined; limit: number },
): Promise<AuditLogTable[]> {
  if (Object.values(filter).every((wanted) => wanted === undefined)) return log.page({ before, limit })
  const found: AuditLogTable[] = []
  // Whoever asks for what comes before an entry that is not there yet asks for all there is: no part is looked at that holds nothing.
  const last = ((await log.tail())?.seq ?? 0) + 1
  let end = Math.min(before ?? last, last)
  while (end > 1 && found.length < limit) {
    const from = Math.max(1, end - atOnce)
    found.push(...(await log.page({ before: end, from, limit: limit - found.length, filter })))
    end = from
    await setImmediate()
  }
  return found
}
