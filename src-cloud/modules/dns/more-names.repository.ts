import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { DeviceNameTable } from '../../plugins/database/tables/labels.ts'
import { ownName } from './names.policy.ts'

/** A device's names beside its first one: the same label and team in further zones. */
export async function moreNamesOf(db: Kysely<CloudTables>, deviceId: string): Promise<string[]> {
  const rows = await db.selectFrom('device_names').select('name').where('device_id', '=', deviceId).orderBy('name').execute()
  return rows.map(({ name }) => name)
}

/** All that it has of the cloud, its first one first. */
export async function ownNamesOf(db: Kysely<CloudTables>, device: { id: string; name: string }): Promise<[string, ...string[]]> {
  return [device.name, ...(await moreNamesOf(db, device.id))]
}

/** The device's name that `asked` stands for, as `ownName` finds it, among all it has. */
export async function ownNameAmong(
  db: Kysely<CloudTables>,
  device: { id: string; name: string },
  asked: string,
): Promise<string | undefined> {
  const first = ownName(asked, device.name)
  if (first !== undefined) return first
  return (await moreNamesOf(db, device.id)).find((name) => ownName(asked, name) !== undefined)
}

/** False when it is taken. */
export async function addName(trx: Transaction<CloudTables>, row: Insertable<DeviceNameTable>): Promise<boolean> {
  const inserted = await trx
    .insertInto('device_names')
    .values(row)
    .onConflict((taken) => taken.doNothing())
    .returning('name')
    .executeTakeFirst()
  return inserted !== undefined
}

/** The device leaves the team, and gives them up: nobody else is given them. */
export async function giveUpMoreNames(trx: Transaction<CloudTables>, whose: { id: string; team_id: string }, now: Instant): Promise<void> {
  await sql`INSERT INTO former_names (name_key, team_id, device_id, left_at)
    SELECT name_key, ${whose.team_id}, device_id, ${now} FROM device_names WHERE device_id = ${whose.id} ON CONFLICT DO NOTHING`.execute(
    trx,
  )
  await trx.deleteFrom('device_names').where('device_id', '=', whose.id).execute()
}
