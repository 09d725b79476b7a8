import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type Kysely, type RawBuilder, type Selectable, sql, type Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { QuotaOrderTable } from '../../plugins/database/tables/quota.ts'
import type { Bucket } from './slots.policy.ts'

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
  db: Kysely<CloudTables>,
  { directory, domain, device_id, name_set }: QuotaOrder,
  grantedSince: Instant,
): Promise<QuotaOrder | undefined> {
  return db
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

/**
 * The order's place (from 1) among those that wait, less those that let their turn pass, and among those of them that make
 * an account from the same address. Each team's first comes first, then each team's second, and within a team each device's: a
 * roll-out holds up no other team, and one device not its own.
 */
export async function placeOf(trx: Transaction<CloudTables>, { id, directory, domain }: QuotaOrder, since: Instant) {
  const { rows } = await sql<{ place: number; among_neighbours: number }>`
    WITH waiting AS (
      SELECT id, team_id, address, asked_at, row_number() OVER (PARTITION BY device_id ORDER BY asked_at, id) AS of_device
      FROM quota_orders WHERE directory = ${directory} AND domain = ${domain} AND granted_at IS NULL AND promised_at >= ${since}
    ), ranked AS (
      SELECT id, address, asked_at, row_number() OVER (PARTITION BY team_id ORDER BY of_device, asked_at, id) AS of_team FROM waiting
    ), own AS (SELECT * FROM ranked WHERE id = ${id})
    SELECT count(*)::int AS place, (count(*) FILTER (WHERE ranked.address = own.address))::int AS among_neighbours
    FROM ranked, own WHERE (ranked.of_team, ranked.asked_at, ranked.id) <= (own.of_team, own.asked_at, own.id)`.execute(trx)
  return { place: rows[0]?.place ?? 1, amongNeighbours: rows[0]?.among_neighbours ?? 1 }
}

/** What was taken out of one limit: of a domain's certificates, of one address's accounts, or of what one device may have. */
export type Taken = Scope | { directory: string; address: string } | { directory: string; device: string }

/** When the bucket is full again from which all of these took (turnOf); undefined when nobody did. */
export async function fullAgain(
  db: Kysely<CloudTables>,
  taken: Taken,
  { most, window }: Bucket,
  now: Instant,
): Promise<Instant | undefined> {
  const interval = window / most
  const whose = (
    'domain' in taken
      ? sql`domain = ${taken.domain}`
      : 'address' in taken
        ? sql`address = ${taken.address}`
        : sql`device_id = ${taken.device}`
  ) satisfies RawBuilder<unknown>
  const { rows } = await sql<{ moment: number | null }>`
    SELECT max(granted_at + later * ${interval}::double precision) AS moment FROM (
      SELECT granted_at, row_number() OVER (ORDER BY granted_at DESC) AS later
      FROM quota_orders WHERE directory = ${taken.directory} AND ${whose} AND granted_at >= ${now - window}
    ) AS taken`.execute(db)
  return rows[0]?.moment ?? undefined
}

/** How many wait there, and how many were let go since then. */
export async function countIn(
  db: Kysely<CloudTables>,
  { directory, domain }: Scope,
  { teamId, waitingSince, grantedSince }: { teamId: string; waitingSince: Instant; grantedSince: Instant },
) {
  const count = (condition: RawBuilder<unknown>) => sql<number>`(count(*) FILTER (WHERE ${condition}))::int`
  const waits = sql`granted_at IS NULL AND promised_at >= ${waitingSince}`
  return db
    .selectFrom('quota_orders')
    .select([
      count(waits).as('waiting'),
      count(sql`${waits} AND team_id = ${teamId}`).as('waitingOfTeam'),
      count(sql`granted_at >= ${grantedSince}`).as('used'),
    ])
    .where('directory', '=', directory)
    .where('domain', '=', domain)
    .executeTakeFirstOrThrow()
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
