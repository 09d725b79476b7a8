import type { Api } from '../../plugins/api.ts'
import { personOf } from '../../plugins/call-context.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import type { TeamAccess } from './team-access.service.ts'
import type { TeamsService } from './teams.service.ts'

interface TeamServices {
  teams: TeamsService
  access: TeamAccess
  audit: TeamAudit
}

export function teamRoutes(api: Api, { teams, access, audit }: TeamServices) {
  return {
    list: api.teams.list.handler(async ({ context }) => ({ teams: await teams.of(personOf(context).id) })),
    audit: api.teams.audit.handler(async ({ context, input }) => {
      const { teamId } = await access.enter(context, { slug: input.team })
      return audit.read(teamId, input)
    }),
    verifyAudit: api.teams.verifyAudit.handler(async ({ context, input }) => {
      const { teamId } = await access.enter(context, { slug: input.team })
      return audit.verify(teamId)
    }),
  }
}
