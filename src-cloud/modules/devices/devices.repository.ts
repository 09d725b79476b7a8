import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Insertable, Kysely, Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { DeviceTable } from '../../plugins/database/tables/devices.ts'
import type { EnrolledCaller } from './enrolled-caller.ts'

export async function findEnrolled(db: Kysely<CloudTables>, id: string): Promise<EnrolledCaller | undefined> {
  return db
    .selectFrom('devices')
    .select(['id', 'team_id as teamId', 'name', 'public_key as publicKey'])
    .where('id', '=', id)
    .where('released_at', 'is', null)
    .where('blocked_at', 'is', null)
    .executeTakeFirst()
}

/**
 * Holds the device's row until the transaction ends: what belongs to it changes one after the other, and nothing is
 * added to a device that is being released. A released or blocked one is refused with ACCESS_TOKEN_INVALID.
 */
export async function lockDevice(trx: Transaction<CloudTables>, id: string): Promise<void> {
  const row = await trx
    .selectFrom('devices')
    .select('id')
    .where('id', '=', id)
    .where('released_at', 'is', null)
    .where('blocked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('ACCESS_TOKEN_INVALID')
}

export function findByKey(db: Kysely<CloudTables>, teamId: string, publicKey: string) {
  return db
    .selectFrom('devices')
    .select(['id', 'name', 'blocked_at as blockedAt'])
    .where('team_id', '=', teamId)
    .where('public_key', '=', publicKey)
    .where('released_at', 'is', null)
    .executeTakeFirst()
}

/** False when the name is taken, be it by a device that was released, or when the key has become a device meanwhile. */
export async function insertDevice(trx: Transaction<CloudTables>, device: Insertable<DeviceTable>): Promise<boolean> {
  const inserted = await trx
    .insertInto('devices')
    .values(device)
    .onConflict((taken) => taken.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function markSeen(db: Kysely<CloudTables>, id: string, now: Instant): Promise<void> {
  await db.updateTable('devices').set({ last_seen_at: now }).where('id', '=', id).execute()
}

export async function markReleased(trx: Transaction<CloudTables>, id: string, now: Instant): Promise<void> {
  await trx.updateTable('devices').set({ released_at: now }).where('id', '=', id).where('released_at', 'is', null).execute()
}
