import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { TeamTable } from '../../plugins/database/tables/teams.ts'

/** False when the slug is taken. */
export async function insertTeam(db: Kysely<CloudTables>, team: TeamTable): Promise<boolean> {
  const inserted = await db
    .insertInto('teams')
    .values(team)
    .onConflict((taken) => taken.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export function findTeam(db: Kysely<CloudTables>, slug: string) {
  return db.selectFrom('teams').select(['id', 'slug', 'name']).where('slug', '=', slug).executeTakeFirst()
}
