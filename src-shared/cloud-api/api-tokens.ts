import { z } from 'zod'
import { apiScopes } from '../domain/api-scopes.ts'
import { forMember, refuses } from './call.ts'
import { PageRequest, pageOf } from './page.ts'
import { TeamSlug } from './teams.ts'

/** A token is never an owner: what only owners may do is done by people. */
const TokenRole = z.enum(['read-only', 'member', 'admin'])

export const ApiToken = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Its first characters, to tell tokens apart. */
  shown: z.string(),
  role: z.string(),
  scopes: z.array(z.enum(apiScopes)),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  withdrawnAt: z.iso.datetime().nullable(),
})
export type ApiToken = z.infer<typeof ApiToken>

/** What programs use in a person's place. For people only: a token that makes tokens would outlive its own end. */
export const apiTokens = {
  /** The secret is answered here once, and never again. It may no more than whoever makes it may. */
  create: forMember('admin', undefined, 'api-tokens')
    .route({ method: 'POST', path: '/teams/{team}/api-tokens', successStatus: 201 })
    .input(
      z.object({
        team: TeamSlug,
        name: z.string().trim().min(1).max(100),
        role: TokenRole,
        scopes: z.array(z.enum(apiScopes)).min(1),
        /** Null: until it is withdrawn. */
        expiresInDays: z.int().min(1).max(730).nullable().default(365),
      }),
    )
    .output(z.object({ token: ApiToken, secret: z.string() })),
  /** The newest first, those withdrawn too. */
  list: forMember('admin')
    .route({ method: 'GET', path: '/teams/{team}/api-tokens' })
    .input(PageRequest.extend({ team: TeamSlug }))
    .output(pageOf(ApiToken)),
  /** At once: the next request with it is refused. */
  withdraw: forMember('admin')
    .route({ method: 'DELETE', path: '/teams/{team}/api-tokens/{tokenId}' })
    .input(z.object({ team: TeamSlug, tokenId: z.uuid() }))
    .output(z.object({ token: ApiToken }))
    .errors(refuses({ API_TOKEN_NOT_FOUND: 404 })),
}
