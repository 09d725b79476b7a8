import type { Api } from '../../plugins/api.ts'
import type { TeamAccess } from '../teams/team-access.service.ts'
import type { EnrolmentTokensService } from './enrolment-tokens.service.ts'

export function enrolmentTokenRoutes({ enrolmentTokens }: Api, tokens: EnrolmentTokensService, access: TeamAccess) {
  return {
    create: enrolmentTokens.create.handler(async ({ context, input: { team, ...wanted } }) =>
      tokens.create(await access.enter(context, { slug: team }), wanted),
    ),
    list: enrolmentTokens.list.handler(async ({ context, input: { team, ...page } }) =>
      tokens.list((await access.enter(context, { slug: team })).teamId, page),
    ),
    withdraw: enrolmentTokens.withdraw.handler(async ({ context, input }) =>
      tokens.withdraw(await access.enter(context, { slug: input.team }), input.tokenId),
    ),
  }
}
