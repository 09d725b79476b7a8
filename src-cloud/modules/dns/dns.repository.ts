import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { DnsRecordTable } from '../../plugins/database/tables/dns.ts'
import { ttl } from './dns.policy.ts'
import { keysBelow } from './names.policy.ts'

export interface StoredRecord extends Pick<DnsRecordTable, 'value' | 'ttl'> {
  type: DnsRecordTable['type'] | 'CAA'
}

/** Adds a TXT value, or keeps it longer. Of more than `keep` values at one name the oldest go. */
export async function putTxt(
  trx: Transaction<CloudTables>,
  record: Omit<DnsRecordTable, 'type'> & { expires_at: Instant },
  keep: number,
): Promise<void> {
  const { created_at, expires_at, device_id } = record
  await trx
    .insertInto('dns_records')
    .values({ ...record, type: 'TXT' })
    .onConflict((known) => known.columns(['name_key', 'type', 'value']).doUpdateSet({ created_at, expires_at, device_id }))
    .execute()
  await trx
    .deleteFrom('dns_records')
    .where('name_key', '=', record.name_key)
    .where('type', '=', 'TXT')
    .where('value', '!=', record.value)
    .where('value', 'in', (others) =>
      others
        .selectFrom('dns_records')
        .select('value')
        .where('name_key', '=', record.name_key)
        .where('type', '=', 'TXT')
        .where('value', '!=', record.value)
        .orderBy('created_at', 'desc')
        .orderBy('value')
        .offset(keep - 1),
    )
    .execute()
}

export async function removeTxt(db: Kysely<CloudTables>, nameKey: string, value: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('dns_records')
    .where('name_key', '=', nameKey)
    .where('type', '=', 'TXT')
    .where('value', '=', value)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function removeAllAt(trx: Transaction<CloudTables>, nameKey: string): Promise<void> {
  await trx.deleteFrom('dns_records').where('name_key', '=', nameKey).execute()
}

export async function replaceAddresses(trx: Transaction<CloudTables>, nameKey: string, records: DnsRecordTable[]): Promise<void> {
  await trx.deleteFrom('dns_records').where('name_key', '=', nameKey).where('type', 'in', ['A', 'AAAA']).execute()
  if (records.length > 0) await trx.insertInto('dns_records').values(records).execute()
}

export async function removeRecordsOf(trx: Transaction<CloudTables>, deviceId: string): Promise<void> {
  await trx.deleteFrom('dns_records').where('device_id', '=', deviceId).execute()
}

/** Where anything of the device is published. */
export async function publishedKeysOf(trx: Transaction<CloudTables>, deviceId: string): Promise<string[]> {
  const { rows } = await sql<{ name_key: string }>`
    SELECT name_key FROM dns_records WHERE device_id = ${deviceId}
    UNION SELECT name_key FROM caa_records WHERE device_id = ${deviceId}`.execute(trx)
  return rows.map(({ name_key }) => name_key)
}

export async function expiredKeys(trx: Transaction<CloudTables>, now: Instant): Promise<string[]> {
  const rows = await trx.selectFrom('dns_records').select('name_key').distinct().where('expires_at', '<=', now).execute()
  return rows.map(({ name_key }) => name_key)
}

export async function removeExpiredRecords(db: Kysely<CloudTables>, now: Instant): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('dns_records').where('expires_at', '<=', now).executeTakeFirst()
  return Number(numDeletedRows)
}

export async function recordsAt(db: Kysely<CloudTables>, nameKey: string, now: Instant): Promise<StoredRecord[]> {
  return (await recordsAtEach(db, [nameKey], now)).get(nameKey) ?? []
}

export async function recordsAtEach(
  db: Kysely<CloudTables>,
  nameKeys: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, StoredRecord[]>> {
  const { rows } = await sql<StoredRecord & { name_key: string }>`
    SELECT name_key, type, value, ttl FROM dns_records
      WHERE name_key = ANY(${nameKeys}::text[]) AND (expires_at IS NULL OR expires_at > ${now})
    UNION ALL SELECT name_key, 'CAA', value, ${sql.lit(ttl)} FROM caa_records WHERE name_key = ANY(${nameKeys}::text[])
    ORDER BY 2, 3`.execute(db)
  return Map.groupBy(rows, ({ name_key }) => name_key)
}

/**
 * Which names exist though they hold no record: something lies below them, or they are an enrolled device's or a target. A
 * device's name exists from its enrolment, because a resolver that has learnt that it does not would believe the same
 * of the challenge below it (RFC 8020).
 */
export async function existingNames(
  db: Kysely<CloudTables>,
  nameKeys: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, boolean>> {
  const asked = nameKeys.map((key) => ({ key, ...keysBelow(key) }))
  const texts = (of: (each: (typeof asked)[number]) => string) => sql`${asked.map(of)}::text[]`
  const { rows } = await sql<{ key: string; found: boolean }>`
    SELECT asked.key, EXISTS (SELECT FROM devices WHERE name_key = asked.key AND released_at IS NULL)
        OR EXISTS (SELECT FROM devices WHERE name_key >= asked.since AND name_key < asked.until AND released_at IS NULL)
        OR EXISTS (SELECT FROM device_names WHERE name_key = asked.key OR (name_key >= asked.since AND name_key < asked.until))
        OR EXISTS (SELECT FROM delegations WHERE target_key = asked.key)
        OR EXISTS (SELECT FROM delegations WHERE target_key >= asked.since AND target_key < asked.until)
        OR EXISTS (SELECT FROM dns_records WHERE name_key >= asked.since AND name_key < asked.until
                   AND (expires_at IS NULL OR expires_at > ${now})) AS found
    FROM unnest(${texts(({ key }) => key)}, ${texts(({ from }) => from)}, ${texts(({ to }) => to)}) AS asked (key, since, until)`.execute(
    db,
  )
  return new Map(rows.map(({ key, found }) => [key, found]))
}
