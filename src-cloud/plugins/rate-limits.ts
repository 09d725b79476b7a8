import rateLimit, { type FastifyRateLimitStore, type FastifyRateLimitStoreCtor } from '@fastify/rate-limit'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AccessToken } from './access-tokens.ts'
import type { Count } from './limits/count-together.ts'
import { addressKey } from './rate-limit-key.policy.ts'
import { resolvedPath } from './resolved-path.policy.ts'

/** Requests a minute: of all instances together where they count together, otherwise at each. */
export interface RateLimits {
  /**
   * From one IPv4 address or one IPv6 /64. What devices ask for themselves does not count here but at each device: an
   * office where hundreds wait for commands is one address.
   */
  perAddress: number
  /** By one device, person or API token. */
  perCaller: number
}

const usual: RateLimits = { perAddress: 1_200, perCaller: 120 }

/** Counts a request against the caller's limit. Refuses with RATE_LIMITED and sets Retry-After. */
export type CountForCaller = (request: FastifyRequest, reply: FastifyReply, caller: string) => Promise<void>

interface Needs {
  limits: Partial<RateLimits>
  /** What a good access token says. Before anything is looked up, so it asks no database. */
  readToken(authorization: string | undefined): Promise<AccessToken | undefined>
  /** Undefined: each instance counts for itself. */
  count: Count | undefined
}

/** Only devices ask these. */
const callsOfDevices = '/api/devices/self/'

/**
 * Limits every route by address before its body is read, calls of devices by device, and gives the limiter for calls whose
 * caller is known.
 */
export async function limitRates(app: FastifyInstance, { limits, readToken, count }: Needs): Promise<CountForCaller> {
  const { perAddress, perCaller } = { ...usual, ...limits }
  const callers = new WeakMap<FastifyRequest, string>()
  await app.register(rateLimit, {
    max: perAddress,
    timeWindow: minute,
    cache: 50_000,
    ...(count && { store: storeOf(count) }),
    keyGenerator: async (request) => {
      if (resolvedPath(request.url).startsWith(callsOfDevices)) request.accessToken = await readToken(request.headers.authorization)
      // `request.ip` believes X-Forwarded-For from the proxies that were named, and from nobody else.
      return request.accessToken === undefined ? `address ${addressKey(request.ip)}` : `token of ${request.accessToken.deviceId}`
    },
    errorResponseBuilder: (_request, { ttl }) => limited(Math.ceil(ttl / 1_000)),
  })
  const countCaller = app.createRateLimit({
    max: perCaller,
    timeWindow: minute,
    keyGenerator: (request) => callers.get(request) ?? 'nobody',
  })
  return async (request, reply, caller) => {
    callers.set(request, caller)
    const outcome = await countCaller(request)
    if (outcome.isAllowed || !outcome.isExceeded) return
    reply.header('retry-after', outcome.ttlInSeconds)
    throw limited(outcome.ttlInSeconds)
  }
}

function limited(retryAfterSeconds: number): Refusal {
  return new Refusal('RATE_LIMITED', { retryAfterSeconds })
}

/** The form in which the plugin wants a store. One for all limits: their keys differ. */
function storeOf(count: Count): FastifyRateLimitStoreCtor {
  return class Store implements FastifyRateLimitStore {
    incr(key: string, callback: (error: Error | null, counted?: { current: number; ttl: number }) => void, window: number) {
      count(key, window).then((counted) => callback(null, counted), callback)
    }
    child() {
      return this
    }
  }
}
