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
