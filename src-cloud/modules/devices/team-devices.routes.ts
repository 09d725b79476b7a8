import type { Api } from '../../plugins/api.ts'
import type { EnrolmentTokensService } from '../enrolment-tokens/enrolment-tokens.service.ts'
import type { TeamAccess } from '../teams/team-access.service.ts'
import type { DeviceMoves } from './device-moves.service.ts'
import type { TeamDevices } from './team-devices.service.ts'

interface Services {
  access: TeamAccess
  teamDevices: TeamDevices
  moves: DeviceMoves
  enrolmentTokens: EnrolmentTokensService
}

export function teamDeviceRoutes({ teamDevices: calls }: Api, { access, teamDevices, moves, enrolmentTokens }: Services) {
  return {
    list: calls.list.handler(async ({ context, input: { team, ...page } }) =>
      teamDevices.list((await access.enter(context, { slug: team })).teamId, page),
    ),
    release: calls.release.handler(async ({ context, input }) =>
      moves.release(await access.enter(context, { slug: input.team }), input.device),
    ),
    transfer: calls.transfer.handler(async ({ context, input }) => {
      const from = await access.enter(context, { slug: input.team })
      const to = await access.enter(context, { slug: input.to })
      await moves.transfer(from, to, input.device, input.label)
      return teamDevices.find(to, input.device)
    }),
    reenrol: calls.reenrol.handler(async ({ context, input }) =>
      enrolmentTokens.createFor(await access.enter(context, { slug: input.team }), input.device, input.expiresInDays),
    ),
  }
}
