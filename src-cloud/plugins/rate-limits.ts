import rateLimit from '@fastify/rate-limit'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addressKey } from './rate-limit-key.policy.ts'

/** Requests a minute, at each instance. */
export interface RateLimits {
  /** From one IPv4 address or one IPv6 /64. An office of 200 workstations is one address. */
  perAddress: number
  perDevice: number
}

const usual: RateLimits = { perAddress: 1_200, perDevice: 120 }

/** Counts a request against the device's limit. Refuses with RATE_LIMITED and sets Retry-After. */
export type CountForDevice = (request: FastifyRequest, reply: FastifyReply, deviceId: string) => Promise<void>

/** Limits every route by address before its body is read, and gives the limiter for calls whose device is known. */
export async function limitRates(app: FastifyInstance, limits: Partial<RateLimits>): Promise<CountForDevice> {
  const { perAddress, perDevice } = { ...usual, ...limits }
  const devices = new WeakMap<FastifyRequest, string>()
  await app.register(rateLimit, {
    max: perAddress,
    timeWindow: minute,
    cache: 50_000,
    // `request.ip` believes X-Forwarded-For from the proxies that were named, and from nobody else.
    keyGenerator: (request) => addressKey(request.ip),
    errorResponseBuilder: (_request, { ttl }) => limited(Math.ceil(ttl / 1_000)),
  })
  const count = app.createRateLimit({
    max: perDevice,
    timeWindow: minute,
    keyGenerator: (request) => `device ${devices.get(request)}`,
  })
  return async (request, reply, deviceId) => {
    devices.set(request, deviceId)
    const outcome = await count(request)
    if (outcome.isAllowed || !outcome.isExceeded) return
    reply.header('retry-after', outcome.ttlInSeconds)
    throw limited(outcome.ttlInSeconds)
  }
}

function limited(retryAfterSeconds: number): Refusal {
  return new Refusal('RATE_LIMITED', { retryAfterSeconds })
}
