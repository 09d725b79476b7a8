import type { TeamMember } from '@mylzip/shared/cloud-api/members.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import { withdrawLetInBy } from './let-in-by.service.ts'
import { memberChangeRefusal } from './member-change.policy.ts'
import { memberCursor, placeOf } from './member-cursor.policy.ts'
import { countOthers, findMember, membersOf, removeMember, setRole } from './members.repository.ts'
import type { TeamCaller } from './team-access.service.ts'
import { lockTeam } from './teams.repository.ts'

export interface MembersService {
  /** Who joined first comes first. */
  list(teamId: string, page: { limit: number; cursor?: string | undefined }): Promise<{ items: TeamMember[]; next: string | null }>
  /** Refuses with MEMBER_NOT_FOUND, OWNER_NEEDED or LAST_OWNER. */
  setRole(by: TeamCaller, personId: string, role: TeamRole): Promise<void>
  /** Somebody else. Refuses with MEMBER_NOT_FOUND, OWNER_NEEDED or LAST_OWNER. */
  remove(by: TeamCaller, personId: string): Promise<void>
  /** Oneself. Refuses with LAST_OWNER. */
  leave(by: TeamCaller): Promise<void>
}

export function createMembers({ db, clock, audit }: { db: Kysely<CloudTables>; clock: Clock; audit: TeamAudit }): MembersService {
  /** Looks at the member again once nobody else changes the team. */
  function change(
    { teamId, role: by, actor }: TeamCaller,
    personId: string,
    to: TeamRole | undefined,
    make: (trx: Transaction<CloudTables>, member: { email: string; role: TeamRole }) => Promise<void>,
    isOneself = false,
  ): Promise<void> {
    return db.transaction().execute(async (trx) => {
      const team = await lockTeam(trx, teamId)
      const member = await findMember(trx, teamId, personId)
      if (member === undefined) throw new Refusal('MEMBER_NOT_FOUND')
      const refusal = isOneself ? undefined : memberChangeRefusal({ by, from: member.role, to })
      if (refusal) throw refusal
      const loses = member.role === 'owner' && to !== 'owner'
      if (loses && (await countOthers(trx, teamId, personId)).owners === 0) throw new Refusal('LAST_OWNER', { team: team.name })
      await make(trx, member)
      await withdrawLetInBy(audit, trx, { teamId, personId, to }, actor, clock.now())
    })
  }

  return {
    async list(teamId, { limit, cursor }) {
      const members = await membersOf(db, teamId, limit + 1, placeOf(cursor))
      const shown = members.slice(0, limit)
      const items = shown.map(({ id, name, email, role, joined_at }) => ({ id, name, email, role, joinedAt: toTimestamp(joined_at) }))
      const last = shown.at(-1)
      return { items, next: members.length > limit && last ? memberCursor(last) : null }
    },
    setRole: (by, personId, role) =>
      change(by, personId, role, async (trx, { email, role: before }) => {
        if (role === before) return
        await setRole(trx, by.teamId, personId, role)
        const personal = { email: { value: email, personId } }
        await audit.record(trx, { teamId: by.teamId, action: 'member.role-changed', actor: by.actor, facts: { role, before }, personal })
      }),
    remove: (by, personId) =>
      change(by, personId, undefined, async (trx, { email }) => {
        await removeMember(trx, by.teamId, personId)
        const personal = { email: { value: email, personId } }
        await audit.record(trx, { teamId: by.teamId, action: 'member.removed', actor: by.actor, personal })
      }),
    async leave(by) {
      if (by.actor.kind !== 'person') throw new Refusal('PERSON_NEEDED')
      const leaving = async (trx: Transaction<CloudTables>, { email }: { email: string }) => {
        await removeMember(trx, by.teamId, by.actor.id)
        const personal = { email: { value: email, personId: by.actor.id } }
        await audit.record(trx, { teamId: by.teamId, action: 'member.left', actor: by.actor, personal })
      }
      await change(by, by.actor.id, undefined, leaving, true)
    },
  }
}
