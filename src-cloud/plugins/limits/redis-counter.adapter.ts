import { Redis } from 'ioredis'
import type { Log } from '../log.port.ts'
import type { SharedCounter } from './shared-counter.port.ts'

/** One step at the server: between counting and giving an end nothing can be lost, or a key would count for ever. */
const script = `
local current = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return { current, left }`

/** ms. A request waits no longer for its place in the count. */
const patience = 250

/** Redis, or what speaks its protocol, at `redis://…` or `rediss://…`. Connects by itself, again and again. */
export function createRedisCounter(url: string, log: Log): SharedCounter {
  const redis = new Redis(url, {
    keyPrefix: 'mylzip:limits:',
    // What cannot be sent at once is counted here: nothing is kept for later.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    commandTimeout: patience,
    retryStrategy: (tries) => Math.min(tries * 200, 2_000),
  })
  redis.on('error', (error) => log.warn('Redis does not answer', { reason: error.message }))
  return {
    async count(key, window) {
      const [current = 0, ttl = window] = (await redis.eval(script, 1, key, window)) as [number?, number?]
      return { current, ttl }
    },
    async close() {
      redis.disconnect()
    },
  }
}
