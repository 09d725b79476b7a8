import { labelFault } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { AccountsService } from '../../modules/people/accounts.service.ts'
import type { SessionsService } from '../../modules/people/sessions.service.ts'
import type { InvitationsService } from '../../modules/teams/invitations.service.ts'
import type { MembersService } from '../../modules/teams/members.service.ts'
import type { TeamAccess, TeamCaller } from '../../modules/teams/team-access.service.ts'
import type { TeamsService } from '../../modules/teams/teams.service.ts'
import { personOn, type Visit } from '../page/visit.ts'

export interface TeamServices {
  accounts: AccountsService
  sessions: SessionsService
  teams: TeamsService
  access: TeamAccess
  members: MembersService
  invitations: InvitationsService
}

/** The team in the page's path, for whoever has that role there. Refuses as `TeamAccess` does. */
export async function teamOn(access: TeamAccess, visit: Visit, role: TeamRole): Promise<TeamCaller> {
  const { team } = visit.request.params as { team: string }
  // What no team can be called is not looked for: a database takes no NUL.
  if (labelFault(team) !== undefined) throw new Refusal('TEAM_NOT_FOUND', { team: team.replace(/[^\w-]/g, '') })
  return access.enter({ person: personOn(visit), role }, { slug: team })
}
