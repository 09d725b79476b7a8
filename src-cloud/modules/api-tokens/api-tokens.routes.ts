import type { Api } from '../../plugins/api.ts'
import type { TeamAccess } from '../teams/team-access.service.ts'
import type { TeamTokens } from './team-tokens.service.ts'

export function apiTokenRoutes({ apiTokens }: Api, tokens: TeamTokens, access: TeamAccess) {
  return {
    create: apiTokens.create.handler(async ({ context, input: { team, ...wanted } }) =>
      tokens.create(await access.enter(context, { slug: team }), wanted),
    ),
    list: apiTokens.list.handler(async ({ context, input: { team, ...page } }) =>
      tokens.list(await access.enter(context, { slug: team }), page),
    ),
    withdraw: apiTokens.withdraw.handler(async ({ context, input }) =>
      tokens.withdraw(await access.enter(context, { slug: input.team }), input.tokenId),
    ),
  }
}
