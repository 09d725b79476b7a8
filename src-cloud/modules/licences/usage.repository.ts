import { type Kysely, sql, type Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { UsageWarningTable } from '../../plugins/database/tables/licences.ts'

export async function countDevices(db: Kysely<CloudTables>, teamId: string): Promise<number> {
  const { count } = await db
    .selectFrom('devices')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('team_id', '=', teamId)
    .where('released_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Each counts once, however many devices prove it. */
export async function countOwnDomains(db: Kysely<CloudTables>, teamId: string): Promise<number> {
  const { count } = await db
    .selectFrom('delegations')
    .innerJoin('devices', 'devices.id', 'delegations.device_id')
    .select((row) => row.fn.count<number>('delegations.name').distinct().as('count'))
    .where('devices.team_id', '=', teamId)
    .executeTakeFirstOrThrow()
  return count
}

export async function isOwnDomainOf(db: Kysely<CloudTables>, teamId: string, name: string): Promise<boolean> {
  const found = await db
    .selectFrom('delegations')
    .innerJoin('devices', 'devices.id', 'delegations.device_id')
    .select('delegations.name')
    .where('devices.team_id', '=', teamId)
    .where('delegations.name', '=', name)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Addresses that devices watch for certificates other than the one of their own name, as they told. */
export async function countMonitors(db: Kysely<CloudTables>, teamId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT (device_states.device_id, program ->> 'address')) AS count
    FROM device_states
    JOIN devices ON devices.id = device_states.device_id AND devices.team_id = ${teamId} AND devices.released_at IS NULL,
      jsonb_array_elements(device_states.state -> 'certificates') AS certificate,
      jsonb_array_elements(COALESCE(NULLIF(certificate -> 'current', 'null'::jsonb) -> 'programs', '[]'::jsonb)) AS program
    WHERE certificate ->> 'kind' <> 'device'`.execute(db)
  return rows[0]?.count ?? 0
}

export async function apiCallsIn(db: Kysely<CloudTables>, teamId: string, month: string): Promise<number> {
  const row = await db.selectFrom('api_calls').select('calls').where('team_id', '=', teamId).where('month', '=', month).executeTakeFirst()
  return row?.calls ?? 0
}

export async function addApiCalls(
  db: Kysely<CloudTables>,
  rows: readonly { team_id: string; month: string; calls: number }[],
): Promise<void> {
  await db
    .insertInto('api_calls')
    // In one order: two instances that add to the same teams do not wait for each other.
    .values(rows.toSorted((one, other) => one.team_id.localeCompare(other.team_id)))
    .onConflict((known) =>
      known.columns(['team_id', 'month']).doUpdateSet((row) => ({ calls: row('api_calls.calls', '+', row.ref('excluded.calls')) })),
    )
    .execute()
}

/** False when it was said already. */
export async function insertWarning(trx: Transaction<CloudTables>, warning: UsageWarningTable): Promise<boolean> {
  const inserted = await trx
    .insertInto('usage_warnings')
    .values(warning)
    .onConflict((known) => known.doNothing())
    .returning('what')
    .executeTakeFirst()
  return inserted !== undefined
}
