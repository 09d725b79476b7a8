import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import { labelRefusal } from '../devices/labels.policy.ts'
import type { NewTeamEntry, TeamAudit } from '../team-audit/team-audit.service.ts'
import { insertMember, teamsOf } from './members.repository.ts'
import { findTeam, insertTeam } from './teams.repository.ts'

export interface Team {
  id: string
  slug: string
  name: string
}

export interface TeamsService {
  /** `slug` becomes part of every device's name, and is never given twice. Refuses with LABEL_UNUSABLE or LABEL_TAKEN. */
  create(team: { slug: string; name: string }): Promise<Team>
  find(slug: string): Promise<Team | undefined>
  /** The teams of a person, with what they may do there. */
  of(personId: string): Promise<{ slug: string; name: string; role: TeamRole }[]>
  addMember(member: { teamId: string; personId: string; email: string; role: TeamRole }, actor: NewTeamEntry['actor']): Promise<void>
}

interface TeamsNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  audit: TeamAudit
  /** Labels directly below the zone that the zone itself uses, such as its name servers'. */
  reserved: ReadonlySet<string>
}

export function createTeamsService({ db, clock, random, audit, reserved }: TeamsNeeds): TeamsService {
  return {
    async create({ slug, name }) {
      const refusal = labelRefusal(slug, reserved)
      if (refusal) throw refusal
      const team = { id: random.uuid(), slug, name }
      await db.transaction().execute(async (trx) => {
        if (!(await insertTeam(trx, { ...team, created_at: clock.now() }))) throw new Refusal('LABEL_TAKEN', { label: slug })
        await audit.record(trx, { teamId: team.id, action: 'team.created', actor: { kind: 'cloud', id: null }, facts: { slug } })
      })
      return team
    },
    find: (slug) => findTeam(db, slug),
    of: (personId) => teamsOf(db, personId),
    addMember: ({ teamId, personId, email, role }, actor) =>
      db.transaction().execute(async (trx) => {
        await insertMember(trx, { team_id: teamId, person_id: personId, role, joined_at: clock.now() })
        await audit.record(trx, {
          teamId,
          action: 'member.joined',
          actor,
          facts: { role },
          personal: { email: { value: email, personId } },
        })
      }),
  }
}
