import { type OperationState, openStates } from '@mylzip/shared/domain/operation-states.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type Insertable, type Kysely, type Selectable, sql, type Transaction, type Updateable } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { OperationTable } from '../../plugins/database/tables/ssl.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'

export type OperationRow = Selectable<OperationTable>

/**
 * Holds the device's row, so that its commands are numbered one after the other, and answers what follows from those
 * there are: undefined for one that has left the team by now. NO KEY, because rows that refer to the device hold a share of
 * its key.
 */
export async function lockCommandsOf(trx: Transaction<CloudTables>, { id: deviceId, teamId }: { id: string; teamId: string }) {
  const device = await trx
    .selectFrom('devices')
    .select((row) => row('blocked_at', 'is not', null).as('isBlocked'))
    .where('id', '=', deviceId)
    .where('team_id', '=', teamId)
    .where('released_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (device === undefined) return undefined
  const { last, open } = await trx
    .selectNoFrom((one) => [
      one.selectFrom('operations').select('seq').where('device_id', '=', deviceId).orderBy('seq', 'desc').limit(1).as('last'),
      one
        .selectFrom('operations')
        .select((row) => row.fn.countAll<number>().as('open'))
        .where('device_id', '=', deviceId)
        .where('state', 'in', openStates)
        .as('open'),
    ])
    .executeTakeFirstOrThrow()
  return { nextSeq: (last ?? 0) + 1, open: open ?? 0, isBlocked: device.isBlocked }
}

/** Told to every instance when the transaction is committed: the device may be connected to any of them. */
export function insertOperation(trx: Transaction<CloudTables>, operation: Insertable<OperationTable>): Promise<OperationRow> {
  return trx
    .insertInto('operations')
    .values(operation)
    .returningAll()
    .returning(sql`pg_notify('device_commands', device_id::text)`.as('told'))
    .executeTakeFirstOrThrow()
}

/** What the device is still to do, of what came after `after`. Nothing for one that is released or blocked, or whose place another has. */
export function openCommands(
  db: Kysely<CloudTables>,
  { id, enrolment }: Pick<EnrolledCaller, 'id' | 'enrolment'>,
  after: number,
  limit: number,
) {
  return db
    .selectFrom('operations')
    .innerJoin('devices', 'devices.id', 'operations.device_id')
    .select(['operations.id', 'operations.seq', 'operations.command'])
    .where('device_id', '=', id)
    .where('devices.enrolment', '=', enrolment)
    .where('carried_out_by', '=', 'device')
    .where('state', 'in', openStates)
    .where('seq', '>', after)
    .where('devices.released_at', 'is', null)
    .where('devices.blocked_at', 'is', null)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** Devices with a command whose time is over no sooner than then: one that was given lately. */
export async function devicesToldOf(db: Kysely<CloudTables>, expiringAfter: Instant): Promise<string[]> {
  const rows = await db
    .selectFrom('operations')
    .select('device_id')
    .distinct()
    .where('state', 'in', openStates)
    .where('expires_at', '>', expiringAfter)
    .execute()
  return rows.map(({ device_id }) => device_id)
}

/** Which numbering the devices' commands have. */
export async function commandLog(db: Kysely<CloudTables>): Promise<string> {
  return (await db.selectFrom('command_log').select('id').executeTakeFirstOrThrow()).id
}

/** From then on devices count from the beginning. */
export async function beginCommandLog(db: Kysely<CloudTables>, id: string): Promise<void> {
  await db.updateTable('command_log').set({ id }).execute()
}

export function findOperation(db: Kysely<CloudTables>, id: string): Promise<OperationRow | undefined> {
  return db.selectFrom('operations').selectAll().where('id', '=', id).executeTakeFirst()
}

export function lockOperation(trx: Transaction<CloudTables>, id: string): Promise<OperationRow | undefined> {
  return trx.selectFrom('operations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function updateOperation(db: Kysely<CloudTables>, id: string, change: Updateable<OperationTable>): Promise<void> {
  await db.updateTable('operations').set(change).where('id', '=', id).execute()
}

/** Some whose time is over, left alone by other instances until the transaction ends. */
export function lockExpired(trx: Transaction<CloudTables>, now: Instant, limit: number): Promise<OperationRow[]> {
  return trx
    .selectFrom('operations')
    .selectAll()
    .where('state', 'in', openStates)
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** One that the cloud is to carry out itself; no other instance gets it before `until`. */
export function claimOwn(db: Kysely<CloudTables>, now: Instant, until: Instant): Promise<OperationRow | undefined> {
  return db
    .updateTable('operations')
    .set({ not_before: until })
    .where('id', 'in', (due) =>
      due
        .selectFrom('operations')
        .select('id')
        .where('carried_out_by', '=', 'cloud')
        .where('state', 'in', openStates)
        .where('not_before', '<=', now)
        .orderBy('not_before')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()
}

/** Ended ones that nobody needs to look at any more. */
export async function removeEndedBefore(db: Kysely<CloudTables>, moment: Instant): Promise<number> {
  const ended: OperationState[] = ['succeeded', 'failed', 'expired']
  const { numDeletedRows } = await db.deleteFrom('operations').where('state', 'in', ended).where('ended_at', '<', moment).executeTakeFirst()
  return Number(numDeletedRows)
}
