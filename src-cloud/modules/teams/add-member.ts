import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { NewTeamEntry, TeamAudit } from '../team-audit/team-audit.service.ts'
import { insertMember } from './members.repository.ts'

export interface NewMember {
  teamId: string
  personId: string
  email: string
  role: TeamRole
}

/** Whoever joins a team, in whichever way, and that it stands in the team's log. */
export async function addMember(
  audit: TeamAudit,
  trx: Transaction<CloudTables>,
  { teamId, personId, email, role }: NewMember,
  actor: NewTeamEntry['actor'],
  now: Instant,
): Promise<void> {
  await insertMember(trx, { team_id: teamId, person_id: personId, role, joined_at: now })
  const personal = { email: { value: email, personId } }
  await audit.record(trx, { teamId, action: 'member.joined', actor, facts: { role }, personal })
}
