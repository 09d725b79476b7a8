import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { PersonTable } from '../../plugins/database/tables/people.ts'

/** False when somebody has an account with this address. */
export async function insertPerson(db: Kysely<CloudTables>, person: PersonTable): Promise<boolean> {
  const inserted = await db
    .insertInto('people')
    .values(person)
    .onConflict((taken) => taken.column('email_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export function findPersonByEmail(db: Kysely<CloudTables>, emailKey: string) {
  return db
    .selectFrom('people')
    .select(['id', 'email', 'name', 'password_hash', 'totp_confirmed_at'])
    .where('email_key', '=', emailKey)
    .executeTakeFirst()
}

export function findPerson(db: Kysely<CloudTables>, id: string) {
  return db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function setPassword(db: Kysely<CloudTables>, id: string, hash: string): Promise<void> {
  await db.updateTable('people').set({ password_hash: hash }).where('id', '=', id).execute()
}

/** False when a secret is in use already, be it since a moment ago. */
export async function beginTotp(db: Kysely<CloudTables>, id: string, sealed: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('people')
    .set({ sealed_totp: sealed, totp_last_step: null })
    .where('id', '=', id)
    .where('totp_confirmed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function setTotp(db: Kysely<CloudTables>, id: string, sealed: string | null): Promise<void> {
  await db.updateTable('people').set({ sealed_totp: sealed, totp_confirmed_at: null, totp_last_step: null }).where('id', '=', id).execute()
}

/** False when that secret is no longer the one being set up. */
export async function confirmTotp(db: Kysely<CloudTables>, id: string, sealed: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('people')
    .set({ totp_confirmed_at: now })
    .where('id', '=', id)
    .where('sealed_totp', '=', sealed)
    .where('totp_confirmed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** False when a code of this time step, or a later one, was used already. */
export async function useTotpStep(db: Kysely<CloudTables>, id: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('people')
    .set({ totp_last_step: step })
    .where('id', '=', id)
    .where((row) => row.or([row('totp_last_step', 'is', null), row('totp_last_step', '<', step)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
