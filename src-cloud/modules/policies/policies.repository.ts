import type { FleetPolicy } from '@mylzip/shared/domain/fleet-rules.ts'
import { type Insertable, type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { FleetPolicyTable } from '../../plugins/database/tables/labels.ts'

export type PolicyRow = Selectable<FleetPolicyTable>

export function newestPolicy(db: Kysely<CloudTables>, teamId: string): Promise<PolicyRow | undefined> {
  return db.selectFrom('fleet_policies').selectAll().where('team_id', '=', teamId).orderBy('version', 'desc').limit(1).executeTakeFirst()
}

/** The newest first, below `before`. */
export function policiesOf(db: Kysely<CloudTables>, teamId: string, before: number, limit: number): Promise<PolicyRow[]> {
  return db
    .selectFrom('fleet_policies')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('version', '<', before)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute()
}

/** Its devices are called by every instance when the transaction is committed: each may be connected to any of them. */
export async function insertPolicy(
  trx: Transaction<CloudTables>,
  { document, ...row }: Omit<Insertable<FleetPolicyTable>, 'document'> & { document: FleetPolicy },
): Promise<void> {
  await trx
    .insertInto('fleet_policies')
    .values({ ...row, document: JSON.stringify(document) })
    .execute()
  await sql`SELECT count(pg_notify('device_commands', 'policy:' || id)) FROM devices
    WHERE team_id = ${row.team_id} AND released_at IS NULL AND blocked_at IS NULL`.execute(trx)
}

/** What a device's rules are made of: its label, and its team's policy. */
export function policyOfDevice(db: Kysely<CloudTables>, deviceId: string) {
  return db
    .selectFrom('devices')
    .leftJoin('fleet_policies', (join) =>
      join.onRef('fleet_policies.team_id', '=', 'devices.team_id').on('fleet_policies.version', '=', (row) =>
        row
          .selectFrom('fleet_policies as newest')
          .select((each) => each.fn.max('newest.version').as('version'))
          .whereRef('newest.team_id', '=', 'devices.team_id'),
      ),
    )
    .select(['devices.label', 'devices.team_id as teamId', 'fleet_policies.version', 'fleet_policies.document'])
    .where('devices.id', '=', deviceId)
    .executeTakeFirstOrThrow()
}
