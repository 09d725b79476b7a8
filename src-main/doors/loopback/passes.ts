import { createHash } from 'node:crypto'
import { hour, type Instant, second } from '@mylzip/shared/domain/time.ts'
import type { Access } from '@mylzip/shared/operations/operation.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { RandomBytes } from '../../system/random.port.ts'

/** How long a link may be followed. */
export const tokenLife = 60 * second
/** How long a page may stay silent before its bearer ends. */
export const bearerIdleLife = 12 * hour

const mostTokens = 16
const mostBearers = 64

/** What a page shows at the loopback door: first the link's token, once, then its own bearer. */
export interface Passes {
  mint(access: Access): string
  /** The bearer for a token; undefined when it is not known, was used, or is too old. */
  exchange(token: string): { bearer: string; access: Access } | undefined
  /** What the bearer allows. A page that is not silent does not age: `leave` is to be called when the call has ended. */
  enter(bearer: string): { access: Access; leave(): void } | undefined
}

interface Bearer {
  access: Access
  calls: number
  silentSince: Instant
}

/** Kept in memory only: they end with the agent. Kept as hashes, so looking one up tells nothing by the time it takes. */
export function createPasses({ clock, random }: { clock: Clock; random: RandomBytes }): Passes {
  const tokens = new Map<string, { access: Access; until: Instant }>()
  const bearers = new Map<string, Bearer>()
  const secret = () => Buffer.from(random(32)).toString('base64url')
  const isAlive = (bearer: Bearer) => bearer.calls > 0 || clock.now() - bearer.silentSince < bearerIdleLife

  const forgetTheDead = () => {
    for (const [hash, token] of tokens) if (token.until <= clock.now()) tokens.delete(hash)
    for (const [hash, bearer] of bearers) if (!isAlive(bearer)) bearers.delete(hash)
  }

  return {
    mint(access) {
      forgetTheDead()
      const token = secret()
      keep(tokens, mostTokens, hashOf(token), { access, until: clock.now() + tokenLife })
      return token
    },
    exchange(token) {
      forgetTheDead()
      const link = tokens.get(hashOf(token))
      if (!link) return undefined
      tokens.delete(hashOf(token))
      const bearer = secret()
      keep(bearers, mostBearers, hashOf(bearer), { access: link.access, calls: 0, silentSince: clock.now() })
      return { bearer, access: link.access }
    },
    enter(text) {
      const bearer = bearers.get(hashOf(text))
      if (!bearer || !isAlive(bearer)) return undefined
      bearer.calls += 1
      return {
        access: bearer.access,
        leave: () => {
          bearer.calls -= 1
          bearer.silentSince = clock.now()
        },
      }
    },
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64')
}

/** The oldest gives way: a program that makes links without end must not fill the memory. */
function keep<Value>(map: Map<string, Value>, most: number, key: string, value: Value): void {
  const oldest = map.size >= most ? map.keys().next().value : undefined
  if (oldest !== undefined) map.delete(oldest)
  map.set(key, value)
}
