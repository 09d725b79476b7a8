import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type Kysely, sql } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'

const atOnce = 1_000

/** A row that somebody holds is left alone: its device is heard of again in a minute, and nobody waits for anybody. */
export async function markSeen(db: Kysely<CloudTables>, seen: readonly (readonly [id: string, at: Instant])[]): Promise<void> {
  for (let from = 0; from < seen.length; from += atOnce) {
    const part = seen.slice(from, from + atOnce)
    await sql`
      WITH seen AS (SELECT * FROM unnest(${part.map(([id]) => id)}::uuid[], ${part.map(([, at]) => at)}::bigint[]) AS seen (id, at)),
           free AS (SELECT devices.id FROM devices JOIN seen ON seen.id = devices.id FOR NO KEY UPDATE OF devices SKIP LOCKED)
      UPDATE devices SET last_seen_at = seen.at FROM seen, free
      WHERE devices.id = seen.id AND devices.id = free.id AND (devices.last_seen_at IS NULL OR devices.last_seen_at < seen.at)`.execute(db)
  }
}
