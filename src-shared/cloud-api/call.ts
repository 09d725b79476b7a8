import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { ApiScope } from '../domain/api-scopes.ts'
import type { PlanFeature } from '../domain/plans.ts'
import type { RefusalCode } from '../domain/refusals.ts'
import type { TeamRole } from '../domain/team-roles.policy.ts'

/**
 * Who a call is for. `person`: whoever is signed in, about their own account. `member`: a person, or an API token in their
 * place, with a role in the team that the call is about.
 */
export type CallFor =
  | { audience: 'nobody' | 'device' | 'person' }
  | {
      audience: 'member'
      role: TeamRole
      /** What an API token needs to be for. Without it no token may call. */
      scope?: ApiScope
      /** What the team's plan has to have. */
      feature?: PlanFeature
    }

export type Audience = CallFor['audience']

const data = z.record(z.string(), z.union([z.string(), z.number()])).optional()

/** Refusals of a call with their HTTP status (RFC 9110), so that proxies and monitors understand them too. */
export function refuses<Code extends RefusalCode>(codes: Record<Code, number>) {
  const entries = Object.entries(codes) as [Code, number][]
  return Object.fromEntries(entries.map(([code, status]) => [code, { status, data }])) as Record<
    Code,
    { status: number; data: typeof data }
  >
}

/** What every call can answer, so that a client is ready for it without each declaration repeating it. */
const always = refuses({ INPUT_INVALID: 400, RATE_LIMITED: 429, SERVICE_BUSY: 503, SERVICE_INTERRUPTED: 503, DEFECT: 500 })

/** A call that forgot to say who may make it is open to no one but an authenticated device. */
const call = oc.$meta<CallFor>({ audience: 'device' }).errors(always)

/** What OpenAPI says of who may call. */
export function securedFor(...schemes: string[]) {
  return <Operation extends object>(operation: Operation) => ({ ...operation, security: schemes.map((scheme) => ({ [scheme]: [] })) })
}

const secured = (...schemes: string[]) => ({ spec: securedFor(...schemes) })

export const open = call.meta({ audience: 'nobody' })

export const forDevice = call
  .meta({ audience: 'device' })
  .route(secured('device'))
  .errors(refuses({ ACCESS_TOKEN_INVALID: 401 }))

export const forPerson = call
  .meta({ audience: 'person' })
  .route(secured('session'))
  .errors(refuses({ SIGN_IN_NEEDED: 401, CSRF_TOKEN_INVALID: 403, PERSON_NEEDED: 403 }))

/** How a plan that does not have what is asked refuses. */
export const licensed = { LICENCE_REQUIRED: 402, LICENCE_EXPIRED: 402, LICENCE_LIMIT_REACHED: 409 } as const

/**
 * The least role, and the scope an API token needs: without one the call is for people only. An API token needs a plan that
 * has API tokens besides, whatever the call.
 */
export function forMember(role: TeamRole, scope?: ApiScope, feature?: PlanFeature) {
  const refusals = refuses({
    ...{ SIGN_IN_NEEDED: 401, CSRF_TOKEN_INVALID: 403, API_TOKEN_INVALID: 401, PERSON_NEEDED: 403, SCOPE_MISSING: 403 },
    ...{ TEAM_NOT_FOUND: 404, ROLE_TOO_LOW: 403 },
    ...licensed,
  })
  const meta: CallFor = { audience: 'member', role, ...(scope && { scope }), ...(feature && { feature }) }
  return call
    .meta(meta)
    .route(secured('session', ...(scope ? ['apiToken'] : [])))
    .errors(refusals)
}
