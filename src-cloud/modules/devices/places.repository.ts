import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import { keepNewest } from '../../plugins/database/keep-newest.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { KnownInstance } from './clones.policy.ts'

/** More than there are machines made from one disk image in a room: each of them is heard of between two calls of another. */
const instancesKept = 100
/** Years of them for a device that nobody changes the key of by hand. */
const formerKeysKept = 10

/** The device's row, held without keeping others from inserting what refers to it. */
export function lockForArrival(trx: Transaction<CloudTables>, id: string) {
  return trx
    .selectFrom('devices')
    .select(['team_id', 'name', 'public_key', 'next_public_key', 'machine', 'clone_seen_at', 'enrolment'])
    .where('id', '=', id)
    .where('released_at', 'is', null)
    .where('blocked_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** Those that were heard of last. */
export async function instancesOf(trx: Transaction<CloudTables>, deviceId: string): Promise<KnownInstance[]> {
  const rows = await trx
    .selectFrom('device_instances')
    .selectAll()
    .where('device_id', '=', deviceId)
    .orderBy('last_at', 'desc')
    .limit(instancesKept)
    .execute()
  return rows.map(({ instance, first_at, last_at, returned }) => {
    return { instance, firstAt: first_at, lastAt: last_at, returned }
  })
}

export async function putInstance(trx: Transaction<CloudTables>, deviceId: string, seen: KnownInstance): Promise<void> {
  const { instance, firstAt, lastAt, returned } = seen
  const row = { device_id: deviceId, instance, first_at: firstAt, last_at: lastAt, returned }
  await trx
    .insertInto('device_instances')
    .values(row)
    .onConflict((known) => known.columns(['device_id', 'instance']).doUpdateSet({ last_at: lastAt, returned }))
    .execute()
}

/** A device that is started without end is not held up by what it was told by. */
export function keepNewestInstances(trx: Transaction<CloudTables>, deviceId: string): Promise<void> {
  return keepNewest(trx, { table: 'device_instances', by: 'last_at', deviceId, most: instancesKept })
}

export async function removeInstancesOf(trx: Transaction<CloudTables>, deviceId: string): Promise<void> {
  await trx.deleteFrom('device_instances').where('device_id', '=', deviceId).execute()
}

export async function removeOldInstances(db: Kysely<CloudTables>, before: Instant): Promise<void> {
  await db.deleteFrom('device_instances').where('last_at', '<', before).execute()
}

export async function keepFormerKey(trx: Transaction<CloudTables>, deviceId: string, publicKey: string, now: Instant): Promise<void> {
  await trx
    .insertInto('former_device_keys')
    .values({ device_id: deviceId, public_key: publicKey, retired_at: now })
    .onConflict((known) => known.doNothing())
    .execute()
  await keepNewest(trx, { table: 'former_device_keys', by: 'retired_at', deviceId, most: formerKeysKept })
}

/** The newest: whoever looks for a signature's key tries each of them. */
export async function formerKeysOf(db: Kysely<CloudTables>, deviceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('former_device_keys')
    .select('public_key')
    .where('device_id', '=', deviceId)
    .orderBy('retired_at', 'desc')
    .limit(formerKeysKept)
    .execute()
  return rows.map(({ public_key }) => public_key)
}
