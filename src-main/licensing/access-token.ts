import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { fromTimestamp, type Instant, second } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../system/clock.port.ts'

export interface AccessTokenNeeds {
  clock: Clock
  /** A signed assertion dated `at`, by the server's clock. Refuses with NOT_ENROLLED. */
  getAssertion(at: Instant): Promise<string>
  /** Refuses with ASSERTION_INVALID, DEVICE_UNKNOWN or as every call does. */
  exchange(assertion: string): Promise<{ accessToken: string; expiresInSeconds: number }>
  /** What time the server says it is, RFC 3339. */
  askTime(): Promise<string>
}

interface Held {
  accessToken: string
  from: Instant
  until: Instant
}

/** Renewed a little before its end, so that no call sets out with a token that ends on the way. */
const margin = 30 * second

/** The device's access token, asked for when needed and by one call at a time. */
export function createAccessTokens({ clock, getAssertion, exchange, askTime }: AccessTokenNeeds) {
  let held: Held | undefined
  let asking: Promise<string> | undefined
  /** Server's time minus ours, in ms: learned when the server did not like the date of an assertion. */
  let offset = 0

  async function ask(): Promise<string> {
    const askedAt = clock.now()
    const { accessToken, expiresInSeconds } = await exchangeOnce().catch(async (error: unknown) => {
      if (!isRefusal(error, 'ASSERTION_INVALID')) throw error
      // Our clock is wrong, or the answer to a first try was lost: then it counts as used. A new one settles both.
      const serverTime = error.data.serverTime ?? (await askTime())
      offset = fromTimestamp(String(serverTime)) - clock.now()
      return exchangeOnce()
    })
    const lifetime = expiresInSeconds * second
    held = { accessToken, from: askedAt, until: askedAt + lifetime - Math.min(margin, lifetime / 2) }
    return accessToken
  }

  async function exchangeOnce() {
    return exchange(await getAssertion(clock.now() + offset))
  }

  return {
    async get(): Promise<string> {
      const now = clock.now()
      // Before `from`: the clock was set back, and nobody knows how old the token is.
      if (held && now >= held.from && now < held.until) return held.accessToken
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    /** The cloud did not take it. A newer one, asked for meanwhile, stays. */
    forget(accessToken: string): void {
      if (held?.accessToken === accessToken) held = undefined
    },
  }
}
