import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { roleAllows, type TeamRole, teamRoles } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { withdrawApiTokensMadeBy } from '../api-tokens/api-tokens.repository.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import { takeInvitationsBy } from './invitations.repository.ts'
import { findMember } from './members.repository.ts'
import type { TeamCaller } from './team-access.service.ts'
import { lockTeam } from './teams.repository.ts'

/** Whoever lets others in: with tokens and invitations. */
const least: TeamRole = 'admin'

/**
 * Holds the team, and refuses whoever was removed from it, or let down, since the call was let through: what they would make
 * now, nobody would withdraw. Refuses with TEAM_NOT_FOUND or ROLE_TOO_LOW.
 */
export async function holdForAdmin(trx: Transaction<CloudTables>, { teamId, slug, actor }: TeamCaller): Promise<void> {
  await lockTeam(trx, teamId)
  if (actor.kind !== 'person') return
  const member = await findMember(trx, teamId, actor.id)
  if (member === undefined) throw new Refusal('TEAM_NOT_FOUND', { team: slug })
  if (!roleAllows(member.role, least)) throw new Refusal('ROLE_TOO_LOW', { needed: least, role: member.role })
}

interface Change {
  teamId: string
  personId: string
  /** Undefined: they belong to the team no more. */
  to: TeamRole | undefined
}

/**
 * With somebody's right to let others in goes what they let in by: API tokens they made, and invitations nobody has accepted
 * yet. In the transaction that takes the right, while the team is held.
 */
export async function withdrawLetInBy(
  audit: TeamAudit,
  trx: Transaction<CloudTables>,
  { teamId, personId, to }: Change,
  actor: TeamCaller['actor'],
  now: Instant,
): Promise<void> {
  const mayStill = (role: TeamRole) => to !== undefined && roleAllows(to, least) && roleAllows(to, role)
  // A token is never more than an admin: whoever is still one keeps theirs.
  const tokens = mayStill(least) ? [] : await withdrawApiTokensMadeBy(trx, teamId, personId, now)
  for (const { id, shown } of tokens)
    await audit.record(trx, { teamId, actor, action: 'api-token.withdrawn', facts: { tokenId: id, shown } })
  if (mayStill('owner')) return
  for (const { email } of await takeInvitationsBy(trx, teamId, personId, mayStill(least) ? ['owner'] : teamRoles)) {
    await audit.record(trx, { teamId, actor, action: 'invitation.withdrawn', personal: { email: { value: email, personId: null } } })
  }
}
