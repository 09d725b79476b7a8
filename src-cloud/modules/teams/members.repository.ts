import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { composedOnce } from '../../plugins/database/composed-once.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { TeamMemberTable } from '../../plugins/database/tables/teams.ts'
import { licenceColumns } from '../licences/licences.repository.ts'

export async function insertMember(db: Kysely<CloudTables>, member: TeamMemberTable): Promise<void> {
  await db.insertInto('team_members').values(member).execute()
}

const teamFor = (column: 'teams.slug' | 'teams.id') =>
  composedOnce((db, { team, personId }: { team: string; personId: string }) =>
    db
      .selectFrom('teams')
      .leftJoin('team_members as member', (join) => join.onRef('member.team_id', '=', 'teams.id').on('member.person_id', '=', personId))
      .select(['teams.id', 'teams.slug', 'teams.name', 'member.role'])
      .select((row) => jsonArrayFrom(row.selectFrom('licences').select(licenceColumns).whereRef('team_id', '=', 'teams.id')).as('licences'))
      .where(column, '=', team),
  )
const teamBySlug = teamFor('teams.slug')
const teamById = teamFor('teams.id')

/** The team as one person sees it, and all the licences it ever had: in one question. */
export async function findTeamFor(db: Kysely<CloudTables>, team: { slug: string } | { id: string }, personId: string) {
  const found = 'slug' in team ? teamBySlug(db, { team: team.slug, personId }) : teamById(db, { team: team.id, personId })
  return (await found)[0]
}

export function teamsOf(db: Kysely<CloudTables>, personId: string) {
  return db
    .selectFrom('team_members')
    .innerJoin('teams', 'teams.id', 'team_members.team_id')
    .select(['teams.id', 'teams.slug', 'teams.name', 'team_members.role', 'team_members.joined_at'])
    .where('team_members.person_id', '=', personId)
    .orderBy('teams.slug')
    .execute()
}

/** Who joined first comes first. */
export function membersOf(db: Kysely<CloudTables>, teamId: string, limit: number, after?: { joinedAt: Instant; personId: string }) {
  return db
    .selectFrom('team_members')
    .innerJoin('people', 'people.id', 'team_members.person_id')
    .select(['people.id', 'people.name', 'people.email', 'team_members.role', 'team_members.joined_at'])
    .where('team_id', '=', teamId)
    .$if(after !== undefined, (query) =>
      query.where((row) => row(row.refTuple('joined_at', 'person_id'), '>', row.tuple(after?.joinedAt ?? 0, after?.personId ?? ''))),
    )
    .orderBy('joined_at')
    .orderBy('person_id')
    .limit(limit)
    .execute()
}

export function findMember(db: Kysely<CloudTables>, teamId: string, personId: string) {
  return db
    .selectFrom('team_members')
    .innerJoin('people', 'people.id', 'team_members.person_id')
    .select(['people.id', 'people.email', 'team_members.role'])
    .where('team_id', '=', teamId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
}

export async function isMember(db: Kysely<CloudTables>, teamId: string, emailKey: string): Promise<boolean> {
  const member = await db
    .selectFrom('team_members')
    .innerJoin('people', 'people.id', 'team_members.person_id')
    .select('people.id')
    .where('team_id', '=', teamId)
    .where('email_key', '=', emailKey)
    .executeTakeFirst()
  return member !== undefined
}

export async function setRole(db: Kysely<CloudTables>, teamId: string, personId: string, role: TeamRole): Promise<void> {
  await db.updateTable('team_members').set({ role }).where('team_id', '=', teamId).where('person_id', '=', personId).execute()
}

export async function removeMember(db: Kysely<CloudTables>, teamId: string, personId: string): Promise<void> {
  await db.deleteFrom('team_members').where('team_id', '=', teamId).where('person_id', '=', personId).execute()
}

/** How many belong to the team, and how many of them own it, one person left out. */
export async function countOthers(db: Kysely<CloudTables>, teamId: string, personId: string): Promise<{ members: number; owners: number }> {
  return db
    .selectFrom('team_members')
    .select((row) => [row.fn.countAll<number>().as('members'), row.fn.countAll<number>().filterWhere('role', '=', 'owner').as('owners')])
    .where('team_id', '=', teamId)
    .where('person_id', '!=', personId)
    .executeTakeFirstOrThrow()
}
