import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { KnownInstance } from './clones.policy.ts'

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

/** This one, if it is known, and those heard of since. */
export async function instancesOf(
  trx: Transaction<CloudTables>,
  deviceId: string,
  instance: string,
  since: Instant,
): Promise<KnownInstance[]> {
  const rows = await trx
    .selectFrom('device_instances')
    .selectAll()
    .where('device_id', '=', deviceId)
    .where((row) => row.or([row('instance', '=', instance), row('last_at', '>=', since)]))
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
}

export async function formerKeysOf(db: Kysely<CloudTables>, deviceId: string): Promise<string[]> {
  const rows = await db.selectFrom('former_device_keys').select('public_key').where('device_id', '=', deviceId).execute()
  return rows.map(({ public_key }) => public_key)
}
