import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import { claimSlug } from '../labels/claim-label.ts'
import { labelRefusal } from '../labels/labels.policy.ts'
import type { NewTeamEntry, TeamAudit } from '../team-audit/team-audit.service.ts'
import { newTeamTries } from '../tries/allowances.policy.ts'
import type { Tries } from '../tries/tries.service.ts'
import { addMember, type NewMember } from './add-member.ts'
import { teamsOf } from './members.repository.ts'
import { findTeam, insertTeam } from './teams.repository.ts'

export interface Team {
  id: string
  slug: string
  name: string
}

export interface TeamsService {
  /** `slug` becomes part of every device's name, and is never given twice. Refuses with LABEL_UNUSABLE, LABEL_CONFUSABLE or LABEL_TAKEN. */
  create(team: { slug: string; name: string }): Promise<Team>
  /** By a person, who owns it. Refuses with LABEL_UNUSABLE, LABEL_CONFUSABLE, LABEL_TAKEN or TOO_MANY_TRIES. */
  found(team: { slug: string; name: string }, owner: { id: string; email: string }): Promise<Team>
  find(slug: string): Promise<Team | undefined>
  /** The teams of a person, with what they may do there. */
  of(personId: string): Promise<{ slug: string; name: string; role: TeamRole }[]>
  addMember(member: NewMember, actor: NewTeamEntry['actor']): Promise<void>
}

interface TeamsNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  audit: TeamAudit
  tries: Tries
  /** Labels directly below the zone that the zone itself uses, such as its name servers'. */
  reserved: ReadonlySet<string>
}

export function createTeamsService({ db, clock, random, audit, tries, reserved }: TeamsNeeds): TeamsService {
  function usable(slug: string): void {
    const refusal = labelRefusal(slug, reserved)
    if (refusal) throw refusal
  }

  async function insert(trx: Transaction<CloudTables>, team: Team, actor: NewTeamEntry['actor']) {
    await claimSlug(trx, team.slug)
    if (!(await insertTeam(trx, { ...team, created_at: clock.now() }))) throw new Refusal('LABEL_TAKEN', { label: team.slug })
    await audit.record(trx, { teamId: team.id, action: 'team.created', actor, facts: { slug: team.slug } })
  }

  return {
    async create({ slug, name }) {
      usable(slug)
      const team = { id: random.uuid(), slug, name }
      await db.transaction().execute((trx) => insert(trx, team, { kind: 'cloud', id: null }))
      return team
    },
    async found({ slug, name }, owner) {
      usable(slug)
      await tries.count(newTeamTries(owner.id))
      const team = { id: random.uuid(), slug, name }
      const actor = { kind: 'person', id: owner.id } as const
      await db.transaction().execute(async (trx) => {
        await insert(trx, team, actor)
        const member = { teamId: team.id, personId: owner.id, email: owner.email, role: 'owner' } as const
        await addMember(audit, trx, member, actor, clock.now())
      })
      return team
    },
    find: (slug) => findTeam(db, slug),
    async of(personId) {
      return (await teamsOf(db, personId)).map(({ slug, name, role }) => ({ slug, name, role }))
    },
    addMember: (member, actor) => db.transaction().execute((trx) => addMember(audit, trx, member, actor, clock.now())),
  }
}
