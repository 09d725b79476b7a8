import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { slugOf } from './teams.repository.ts'

/** The address of the page on which people see to a team of theirs. */
export function createTeamPage({ db, publicUrl }: { db: Kysely<CloudTables>; publicUrl: string }) {
  return async (teamId: string): Promise<string> => `${publicUrl}/teams/${await slugOf(db, teamId)}`
}
