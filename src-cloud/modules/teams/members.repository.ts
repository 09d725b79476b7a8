import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { TeamMemberTable } from '../../plugins/database/tables/teams.ts'

export async function insertMember(db: Kysely<CloudTables>, member: TeamMemberTable): Promise<void> {
  await db.insertInto('team_members').values(member).execute()
}

/** The team as one person, or a token of its own (no person), sees it. */
export function findTeamFor(db: Kysely<CloudTables>, team: { slug: string } | { id: string }, personId: string | undefined) {
  const [column, value] = 'slug' in team ? (['teams.slug', team.slug] as const) : (['teams.id', team.id] as const)
  return db
    .selectFrom('teams')
    .leftJoin('team_members as member', (join) =>
      join.onRef('member.team_id', '=', 'teams.id').on('member.person_id', '=', personId ?? null),
    )
    .select(['teams.id', 'teams.slug', 'teams.name', 'member.role'])
    .where(column, '=', value)
    .executeTakeFirst()
}

export function teamsOf(db: Kysely<CloudTables>, personId: string) {
  return db
    .selectFrom('team_members')
    .innerJoin('teams', 'teams.id', 'team_members.team_id')
    .select(['teams.slug', 'teams.name', 'team_members.role'])
    .where('team_members.person_id', '=', personId)
    .orderBy('teams.slug')
    .execute()
}
