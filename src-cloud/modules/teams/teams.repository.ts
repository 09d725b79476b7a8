import type { Kysely, Transaction } from 'kysely'
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

/** Changes of who belongs to a team follow one another. NO KEY: whoever inserted a row of the team's holds a share of its key. */
export async function lockTeam(trx: Transaction<CloudTables>, teamId: string) {
  return trx.selectFrom('teams').select(['id', 'slug', 'name']).where('id', '=', teamId).forNoKeyUpdate().executeTakeFirstOrThrow()
}

export async function slugOf(db: Kysely<CloudTables>, teamId: string): Promise<string> {
  return (await db.selectFrom('teams').select('slug').where('id', '=', teamId).executeTakeFirstOrThrow()).slug
}
