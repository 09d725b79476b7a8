import { openStates } from '@mylzip/shared/domain/operation-states.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { ExpressionBuilder, Kysely, Transaction } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import { composedOnce } from '../../plugins/database/composed-once.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { OperationRow } from '../commands/operations.repository.ts'
import { removeRecordsOf } from '../dns/dns.repository.ts'
import { removeAccountsOf } from '../dns/ordering-accounts.repository.ts'

const deviceColumns = [
  'device.id',
  'device.team_id as teamId',
  'device.name',
  'device.last_seen_at as lastSeenAt',
  'device.blocked_at as blockedAt',
] as const

function device(db: Kysely<CloudTables>, id: string) {
  return db.selectFrom('devices as device').select(deviceColumns).where('device.id', '=', id).where('device.released_at', 'is', null)
}

const knownDevice = composedOnce((db, { id }: { id: string }) => device(db, id))

/** One that is not released; one that is blocked is still there for those who look after it. */
export async function findDevice(db: Kysely<CloudTables>, id: string) {
  return (await knownDevice(db, { id }))[0]
}

export type KnownDevice = NonNullable<Awaited<ReturnType<typeof findDevice>>>

/** The newest first; of the team the device is in. */
function operationsOf(row: ExpressionBuilder<CloudTables & { device: CloudTables['devices'] }, 'device'>) {
  return row
    .selectFrom('operations')
    .selectAll('operations')
    .whereRef('operations.device_id', '=', 'device.id')
    .whereRef('operations.team_id', '=', 'device.team_id')
    .orderBy('seq', 'desc')
}

const deviceAndOperations = composedOnce((db, { id, before, limit }: { id: string; before: number; limit: number }) =>
  device(db, id).select((row) => jsonArrayFrom(operationsOf(row).where('seq', '<', before).limit(limit)).as('operations')),
)

/** With those of its operations below `before`, in one question. */
export async function findDeviceAndOperations(db: Kysely<CloudTables>, page: { id: string; before: number; limit: number }) {
  return (await deviceAndOperations(db, page))[0]
}

export type DeviceAndOperations = NonNullable<Awaited<ReturnType<typeof findDeviceAndOperations>>>

const deviceAndLatest = composedOnce((db, { id }: { id: string }) =>
  device(db, id)
    .select((row) => jsonObjectFrom(operationsOf(row).limit(1)).as('lastOperation'))
    .leftJoin('device_states as told', 'told.device_id', 'device.id')
    .select(['told.state', 'told.told_at as toldAt']),
)

/** With what it told last, and the newest operation that its team asked for, in one question: it is the one asked most often. */
export async function findDeviceAndLatest(db: Kysely<CloudTables>, id: string) {
  return (await deviceAndLatest(db, { id }))[0]
}

export type DeviceAndLatest = NonNullable<Awaited<ReturnType<typeof findDeviceAndLatest>>>

const deviceAndItsOwn = composedOnce((db, { id, now }: { id: string; now: Instant }) =>
  device(db, id)
    .leftJoin('device_states as told', 'told.device_id', 'device.id')
    .select('told.state')
    .select((row) =>
      jsonArrayFrom(row.selectFrom('delegations').select(['name', 'target']).whereRef('device_id', '=', 'device.id').orderBy('name')).as(
        'delegations',
      ),
    )
    .select((row) =>
      row
        .selectFrom('api_tokens as token')
        .select((token) => token.fn.countAll<number>().as('count'))
        .whereRef('token.team_id', '=', 'device.team_id')
        .where('token.revoked_at', 'is', null)
        .where((token) => token.or([token('token.expires_at', 'is', null), token('token.expires_at', '>', now)]))
        .as('apiTokens'),
    ),
)

/** With what it told last, where a customer's own names are proven for it, and how many API tokens its team has. */
export async function findDeviceAndItsOwn(db: Kysely<CloudTables>, id: string, now: Instant) {
  return (await deviceAndItsOwn(db, { id, now }))[0]
}

export type DeviceAndItsOwn = NonNullable<Awaited<ReturnType<typeof findDeviceAndItsOwn>>>

/** Its key is accepted no more, its name leads nowhere, and what it had published proves and permits nothing any more. */
export async function blockDevice(trx: Transaction<CloudTables>, id: string, now: Instant): Promise<void> {
  await trx.updateTable('devices').set({ blocked_at: now }).where('id', '=', id).where('blocked_at', 'is', null).execute()
  await removeRecordsOf(trx, id)
  await removeAccountsOf(trx, id)
}

/** Held until the transaction ends, each after the one before: nobody who reports one waits for another of them. */
export function openOperationsOf(trx: Transaction<CloudTables>, deviceId: string): Promise<OperationRow[]> {
  return trx
    .selectFrom('operations')
    .selectAll()
    .where('device_id', '=', deviceId)
    .where('state', 'in', openStates)
    .orderBy('id')
    .forUpdate()
    .execute()
}
