import { type Instant, second, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { Records } from '../database/records.ts'
import type { AcmeServer } from '../http/acme-server.ts'
import { parse } from '../http/answer.ts'
import type { Account, Authorization, Challenge } from '../model.ts'
import { authorizationStatus } from '../orders/order.policy.ts'
import { notFound, Problem } from '../problem.ts'
import { paths, type Urls } from '../urls.ts'
import type { Validation } from '../validation/validation.service.ts'

const Deactivation = z.object({ status: z.literal('deactivated') })
const Response = z.looseObject({})

/** Long enough for any check on this machine to end first, so that one look is enough; short against a client's timeout. */
const answerWaitsAtMost = second

/** RFC 8555 §7.5. */
export function authorizationRoutes(
  server: AcmeServer,
  records: Records,
  validation: Validation,
  urls: () => Urls,
  now: () => Instant,
): void {
  const { authorizations, challenges } = records

  function own(id: string, account: Account): Authorization {
    const authorization = authorizations.byId(id)
    if (!authorization) throw notFound('authorization')
    if (authorization.accountId !== account.id) throw new Problem('unauthorized', 'this is another account’s authorization')
    return authorization
  }

  server.byAccount(`${paths.authorization}/:id`, async ({ account, payload, id }) => {
    const asked = own(id, account)
    if (payload !== undefined) {
      parse(Deactivation, payload)
      authorizations.setStatus(asked.id, 'deactivated')
    }
    await validation.settled(id, answerWaitsAtMost)
    const it = own(id, account)
    const offered = challenges.ofAuthorization(id)
    return {
      headers: offered.some((each) => each.status === 'processing') ? { 'retry-after': '1' } : {},
      body: {
        status: authorizationStatus(it, now()),
        expires: toTimestamp(it.expiresAt),
        identifier: { type: 'dns', value: it.name },
        ...(it.wildcard ? { wildcard: true } : {}),
        challenges: offered.filter((each) => it.status === 'pending' || each.status !== 'pending').map((each) => show(each, urls())),
      },
    }
  })

  server.byAccount(`${paths.challenge}/:id`, ({ account, payload, id }) => {
    const challenge = challenges.byId(id)
    if (!challenge) throw notFound('challenge')
    const authorization = own(challenge.authorizationId, account)
    if (payload !== undefined) {
      parse(Response, payload)
      if (authorizationStatus(authorization, now()) === 'pending') validation.begin(challenge, authorization, account)
    }
    const current = challenges.byId(id) ?? challenge
    return {
      headers: {
        link: `<${urls().authorization(authorization.id)}>;rel="up"`,
        ...(current.status === 'processing' ? { 'retry-after': '0' } : {}),
      },
      body: show(current, urls()),
    }
  })
}

function show(it: Challenge, urls: Urls) {
  return {
    type: it.type,
    url: urls.challenge(it.id),
    token: it.token,
    status: it.status,
    validated: it.validatedAt === undefined ? undefined : toTimestamp(it.validatedAt),
    error: it.error,
  }
}
