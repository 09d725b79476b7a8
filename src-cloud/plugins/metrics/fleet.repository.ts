import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import { type Kysely, sql } from 'kysely'
import type { CloudTables } from '../database/schema.ts'

/** Certificates that devices told of, by what became of them and by the whole days they are good for yet. */
export async function countCertificates(db: Kysely<CloudTables>, now: Instant) {
  const state = sql<
    'revoked' | 'expired' | 'live'
  >`CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN not_after <= ${now} THEN 'expired' ELSE 'live' END`
  const days = sql<string>`CASE
    WHEN not_after <= ${now} THEN '0' WHEN not_after <= ${now + 1 * day} THEN '0-1' WHEN not_after <= ${now + 3 * day} THEN '1-3'
    WHEN not_after <= ${now + 7 * day} THEN '3-7' WHEN not_after <= ${now + 14 * day} THEN '7-14'
    WHEN not_after <= ${now + 30 * day} THEN '14-30' WHEN not_after <= ${now + 60 * day} THEN '30-60' ELSE '60+' END`
  return db
    .selectFrom('device_certificates')
    .select((row) => [state.as('state'), days.as('daysLeft'), row.fn.countAll<number>().as('count')])
    .groupBy(sql`1, 2`)
    .execute()
}

export async function countDevices(db: Kysely<CloudTables>) {
  const state = sql<
    'enrolled' | 'blocked' | 'released'
  >`CASE WHEN released_at IS NOT NULL THEN 'released' WHEN blocked_at IS NOT NULL THEN 'blocked' ELSE 'enrolled' END`
  return db
    .selectFrom('devices')
    .select((row) => [state.as('state'), row.fn.countAll<number>().as('count')])
    .groupBy(sql`1`)
    .execute()
}
