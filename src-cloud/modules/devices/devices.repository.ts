import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Insertable, Kysely, Selectable, Transaction, Updateable } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { DeviceTable, FormerNameTable } from '../../plugins/database/tables/devices.ts'
import { nameKey } from '../dns/names.policy.ts'
import type { EnrolledCaller } from './enrolled-caller.ts'

const enrolledColumns = [
  'devices.id',
  'devices.team_id as teamId',
  'devices.name',
  'devices.public_key as publicKey',
  'devices.next_public_key as nextPublicKey',
  'devices.enrolment',
] as const

export async function findEnrolled(db: Kysely<CloudTables>, id: string) {
  return db
    .selectFrom('devices')
    .innerJoin('teams', 'teams.id', 'devices.team_id')
    .select(enrolledColumns)
    .select(['devices.last_seen_at as lastSeenAt', 'teams.slug as teamSlug', 'teams.name as teamName'])
    .where('devices.id', '=', id)
    .where('released_at', 'is', null)
    .where('blocked_at', 'is', null)
    .executeTakeFirst()
}

/**
 * Holds the device's row until the transaction ends: what belongs to it changes one after the other, and nothing is
 * added to a device that is being released, has another name by now, or whose place another machine has taken: those are
 * refused with ACCESS_TOKEN_INVALID, as a blocked one is.
 */
export async function lockDevice(
  trx: Transaction<CloudTables>,
  { id, name, enrolment }: Pick<EnrolledCaller, 'id' | 'name' | 'enrolment'>,
): Promise<void> {
  const row = await trx
    .selectFrom('devices')
    .select('id')
    .where('id', '=', id)
    .where('name', '=', name)
    .where('enrolment', '=', enrolment)
    .where('released_at', 'is', null)
    .where('blocked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('ACCESS_TOKEN_INVALID')
}

/** A team's device whatever became of it, held until the transaction ends. */
export function lockDeviceOf(trx: Transaction<CloudTables>, teamId: string, id: string) {
  return trx.selectFrom('devices').selectAll().where('id', '=', id).where('team_id', '=', teamId).forUpdate().executeTakeFirst()
}

export type DeviceRow = Selectable<DeviceTable>

export function findByKey(db: Kysely<CloudTables>, teamId: string, publicKey: string) {
  return db
    .selectFrom('devices')
    .select(['id', 'name', 'blocked_at as blockedAt'])
    .where('team_id', '=', teamId)
    .where('public_key', '=', publicKey)
    .where('released_at', 'is', null)
    .executeTakeFirst()
}

/** Whether another device of the team has shown that it holds the key, and not used it yet. */
export async function isAnnouncedByAnother(
  db: Kysely<CloudTables>,
  { id, teamId }: Pick<EnrolledCaller, 'id' | 'teamId'>,
  publicKey: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('devices')
    .select('id')
    .where('team_id', '=', teamId)
    .where('next_public_key', '=', publicKey)
    .where('id', '!=', id)
    .where('released_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
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

export async function updateDevice(trx: Transaction<CloudTables>, id: string, change: Updateable<DeviceTable>): Promise<void> {
  await trx.updateTable('devices').set(change).where('id', '=', id).execute()
}

export async function markReleased(trx: Transaction<CloudTables>, id: string, now: Instant): Promise<void> {
  await trx.updateTable('devices').set({ released_at: now }).where('id', '=', id).where('released_at', 'is', null).execute()
}

/** One that turned out to have no right to its name, in the transaction that inserted it. */
export async function removeDevice(trx: Transaction<CloudTables>, id: string): Promise<void> {
  await trx.deleteFrom('devices').where('id', '=', id).execute()
}

/** Whether a device had the name before it went to another team. */
export async function isFormerName(trx: Transaction<CloudTables>, nameKey: string): Promise<boolean> {
  const row = await trx.selectFrom('former_names').select('name_key').where('name_key', '=', nameKey).executeTakeFirst()
  return row !== undefined
}

export async function keepFormerName(trx: Transaction<CloudTables>, name: Insertable<FormerNameTable>): Promise<void> {
  await trx.insertInto('former_names').values(name).execute()
}

export function teamOfDevice(db: Kysely<CloudTables>, deviceId: string) {
  return db
    .selectFrom('devices')
    .innerJoin('teams', 'teams.id', 'devices.team_id')
    .select(['teams.id', 'teams.slug', 'teams.name'])
    .where('devices.id', '=', deviceId)
    .executeTakeFirst()
}

/** Of a team, by name; those that are released are left out. */
export function devicesOf(db: Kysely<CloudTables>, teamId: string, after: string, limit: number): Promise<DeviceRow[]> {
  return db
    .selectFrom('devices')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('released_at', 'is', null)
    .where('name_key', '>', after)
    .orderBy('name_key')
    .limit(limit)
    .execute()
}

/** By its name or its first label, which has no dot, released or not. The name by its key, because its index is of keys. */
export function lockDeviceNamed(trx: Transaction<CloudTables>, teamId: string, name: string) {
  const canonical = canonicalName(name)
  const isName = canonical.includes('.')
  return trx
    .selectFrom('devices')
    .selectAll()
    .where('team_id', '=', teamId)
    .where(isName ? 'name_key' : 'label', '=', isName ? nameKey(canonical) : canonical)
    .orderBy('created_at')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

export function deviceOfTeam(db: Kysely<CloudTables>, teamId: string, id: string): Promise<DeviceRow | undefined> {
  return db
    .selectFrom('devices')
    .selectAll()
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .where('released_at', 'is', null)
    .executeTakeFirst()
}
