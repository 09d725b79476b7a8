import rateLimit from '@fastify/rate-limit'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addressKey } from './rate-limit-key.policy.ts'

/** Requests a minute, at each instance. */
export interface RateLimits {
  /** From one IPv4 address or one IPv6 /64. An office of 200 workstations is one address. */
  perAddress: number
  /** By one device, person or API token. */
  perCaller: number
}

const usual: RateLimits = { perAddress: 1_200, perCaller: 120 }

/** Counts a request against the caller's limit. Refuses with RATE_LIMITED and sets Retry-After. */
export type CountForCaller = (request: FastifyRequest, reply: FastifyReply, caller: string) => Promise<void>

/** Limits every route by address before its body is read, and gives the limiter for calls whose caller is known. */
export async function limitRates(app: FastifyInstance, limits: Partial<RateLimits>): Promise<CountForCaller> {
  const { perAddress, perCaller } = { ...usual, ...limits }
  const callers = new WeakMap<FastifyRequest, string>()
  await app.register(rateLimit, {
    max: perAddress,
    timeWindow: minute,
    cache: 50_000,
    // `request.ip` believes X-Forwarded-For from the proxies that were named, and from nobody else.
    keyGenerator: (request) => addressKey(request.ip),
    errorResponseBuilder: (_request, { ttl }) => limited(Math.ceil(ttl / 1_000)),
  })
  const count = app.createRateLimit({
    max: perCaller,
    timeWindow: minute,
    keyGenerator: (request) => callers.get(request) ?? 'nobody',
  })
  return async (request, reply, caller) => {
    callers.set(request, caller)
    const outcome = await count(request)
    if (outcome.isAllowed || !outcome.isExceeded) return
    reply.header('retry-after', outcome.ttlInSeconds)
    throw limited(outcome.ttlInSeconds)
  }
}

function limited(retryAfterSeconds: number): Refusal {
  return new Refusal('RATE_LIMITED', { retryAfterSeconds })
}
