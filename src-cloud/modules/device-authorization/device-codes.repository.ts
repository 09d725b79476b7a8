import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Insertable, Kysely, Selectable, Transaction, Updateable } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { DeviceCodeTable } from '../../plugins/database/tables/enrolment.ts'

export type DeviceCodeRow = Selectable<DeviceCodeTable>

/** False when another device waits with this user code. */
export async function insertCode(db: Kysely<CloudTables>, code: Insertable<DeviceCodeTable>): Promise<boolean> {
  const inserted = await db
    .insertInto('device_codes')
    .values(code)
    .onConflict((taken) => taken.column('user_code').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export function findCode(db: Kysely<CloudTables>, hash: string): Promise<DeviceCodeRow | undefined> {
  return db.selectFrom('device_codes').selectAll().where('code_hash', '=', hash).executeTakeFirst()
}

/** What waits with a user code. */
export function findWaiting(db: Kysely<CloudTables>, userCode: string, now: Instant): Promise<DeviceCodeRow | undefined> {
  return db.selectFrom('device_codes').selectAll().where('user_code', '=', userCode).where('expires_at', '>', now).executeTakeFirst()
}

/** The same, held until the transaction ends: of two who decide at once one does. */
export function lockWaiting(trx: Transaction<CloudTables>, userCode: string, now: Instant): Promise<DeviceCodeRow | undefined> {
  return trx
    .selectFrom('device_codes')
    .selectAll()
    .where('user_code', '=', userCode)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst()
}

export async function updateCode(db: Kysely<CloudTables>, id: string, change: Updateable<DeviceCodeTable>): Promise<void> {
  await db.updateTable('device_codes').set(change).where('id', '=', id).execute()
}

export async function removeExpiredCodes(db: Kysely<CloudTables>, before: Instant): Promise<void> {
  await db.deleteFrom('device_codes').where('expires_at', '<', before).execute()
}
