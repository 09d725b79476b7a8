import type { Api } from '../../plugins/api.ts'
import { personOf } from '../../plugins/call-context.ts'
import type { AccountsService } from '../people/accounts.service.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import type { InvitationsService } from './invitations.service.ts'
import type { MembersService } from './members.service.ts'
import type { TeamAccess } from './team-access.service.ts'
import type { TeamsService } from './teams.service.ts'

interface TeamServices {
  teams: TeamsService
  access: TeamAccess
  audit: TeamAudit
  members: MembersService
  invitations: InvitationsService
  accounts: AccountsService
}

export function teamRoutes(api: Api, { teams, access, audit, members, invitations, accounts }: TeamServices) {
  return {
    list: api.teams.list.handler(async ({ context }) => ({ teams: await teams.of(personOf(context).id) })),
    create: api.teams.create.handler(async ({ context, input }) => {
      const { slug, name } = await teams.found(input, await accounts.find(personOf(context).id))
      return { slug, name, role: 'owner' as const }
    }),
    members: api.teams.members.handler(async ({ context, input }) => {
      const { teamId } = await access.enter(context, { slug: input.team })
      return members.list(teamId, input)
    }),
    setRole: api.teams.setRole.handler(async ({ context, input }) => {
      await members.setRole(await access.enter(context, { slug: input.team }), input.person, input.role)
    }),
    removeMember: api.teams.removeMember.handler(async ({ context, input }) => {
      await members.remove(await access.enter(context, { slug: input.team }), input.person)
    }),
    invitations: api.teams.invitations.handler(async ({ context, input }) => {
      const { teamId } = await access.enter(context, { slug: input.team })
      return invitations.list(teamId, input)
    }),
    invite: api.teams.invite.handler(async ({ context, input }) =>
      invitations.invite(await access.enter(context, { slug: input.team }), input),
    ),
    withdrawInvitation: api.teams.withdrawInvitation.handler(async ({ context, input }) => {
      await invitations.withdraw(await access.enter(context, { slug: input.team }), input.invitation)
    }),
    audit: api.teams.audit.handler(async ({ context, input }) => {
      const { teamId } = await access.enter(context, { slug: input.team })
      return audit.read(teamId, input)
    }),
    verifyAudit: api.teams.verifyAudit.handler(async ({ context, input }) => {
      const { teamId } = await access.enter(context, { slug: input.team })
      return audit.verify(teamId, input.cursor)
    }),
  }
}
