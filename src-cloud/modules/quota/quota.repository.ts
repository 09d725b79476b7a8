import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { QuotaOrderTable } from '../../plugins/database/tables/quota.ts'

type Scope = { directory: string; domain: string }
export type QuotaOrder = Selectable<QuotaOrderTable>

/** Until the transaction ends slots of this domain are given out here alone. */
export async function lockDomain(trx: Transaction<CloudTables>, { directory, domain }: Scope): Promise<void> {
  await trx
    .insertInto('quota_domains')
    .values({ directory, domain })
    .onConflict((known) => known.doNothing())
    .execute()
  await trx
    .selectFrom('quota_domains')
    .select('domain')
    .where('directory', '=', directory)
    .where('domain', '=', domain)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** The device's order for these names that waits, or was let go since then. */
export function findOrder(
  trx: Transaction<CloudTables>,
  { directory, domain, device_id, name_set }: QuotaOrder,
  grantedSince: Instant,
): Promise<QuotaOrder | undefined> {
  return trx
    .selectFrom('quota_orders')
    .selectAll()
    .where('directory', '=', directory)
    .where('domain', '=', domain)
    .where('device_id', '=', device_id)
    .where('name_set', '=', name_set)
    .where((row) => row.or([row('granted_at', 'is', null), row('granted_at', '>=', grantedSince)]))
    .limit(1)
    .executeTakeFirst()
}

export async function insertOrder(trx: Transaction<CloudTables>, order: QuotaOrder): Promise<void> {
  await trx.insertInto('quota_orders').values(order).execute()
}

/** Those that wait, less those that let their turn pass. */
export function waitingIn(db: Kysely<CloudTables>, { directory, domain }: Scope, since: Instant) {
  return db
    .selectFrom('quota_orders')
    .select(['id', 'team_id as teamId', 'asked_at as askedAt', 'address'])
    .where('directory', '=', directory)
    .where('domain', '=', domain)
    .where('granted_at', 'is', null)
    .where('promised_at', '>=', since)
    .execute()
}

export async function grantedIn(db: Kysely<CloudTables>, { directory, domain }: Scope, since: Instant): Promise<Instant[]> {
  const rows = await db
    .selectFrom('quota_orders')
    .select('granted_at')
    .where('directory', '=', directory)
    .where('domain', '=', domain)
    .where('granted_at', '>=', since)
    .execute()
  return rows.flatMap(({ granted_at }) => granted_at ?? [])
}

export async function accountsFrom(db: Kysely<CloudTables>, directory: string, address: string, since: Instant): Promise<Instant[]> {
  const rows = await db
    .selectFrom('quota_orders')
    .select('granted_at')
    .where('directory', '=', directory)
    .where('address', '=', address)
    .where('granted_at', '>=', since)
    .execute()
  return rows.flatMap(({ granted_at }) => granted_at ?? [])
}

export async function updateOrder(
  trx: Transaction<CloudTables>,
  id: string,
  changes: Partial<Pick<QuotaOrder, 'address' | 'asked_at' | 'promised_at' | 'granted_at'>>,
): Promise<void> {
  await trx.updateTable('quota_orders').set(changes).where('id', '=', id).execute()
}

/** The team's own, the next first, after so many. */
export function waitingOf(db: Kysely<CloudTables>, teamId: string, since: Instant, offset: number, limit: number): Promise<QuotaOrder[]> {
  return db
    .selectFrom('quota_orders')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('granted_at', 'is', null)
    .where('promised_at', '>=', since)
    .orderBy('promised_at')
    .orderBy('id')
    .offset(offset)
    .limit(limit)
    .execute()
}

/** Where anybody ever ordered. */
export function knownDomains(db: Kysely<CloudTables>) {
  return db.selectFrom('quota_domains').selectAll().orderBy('directory').orderBy('domain').execute()
}

/** What no limit counts any more, and what nobody came back for. */
export async function forgetQuotaOrders(db: Kysely<CloudTables>, before: Instant): Promise<void> {
  await db
    .deleteFrom('quota_orders')
    .where((row) => row.or([row('granted_at', '<', before), row.and([row('granted_at', 'is', null), row('promised_at', '<', before)])]))
    .execute()
}
