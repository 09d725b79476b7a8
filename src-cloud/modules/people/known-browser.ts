import { createHash } from 'node:crypto'
import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { Clock } from '../../plugins/clock.port.ts'
import type { Random } from '../../plugins/random.port.ts'
import type { Sealing } from '../../plugins/sealing.ts'
import { emailKey } from './email-key.policy.ts'

const place = 'known-browser'
const lifetime = 180 * day
const Content = z.object({ id: z.uuid(), account: z.string(), until: z.number() })

/**
 * What a browser keeps of an account that was signed in to there: not a way in, but a count of tries of its own. Whoever
 * guesses from elsewhere, from however many places, does not keep the person out of their own browser.
 */
export interface KnownBrowsers {
  remember(email: string): { sealed: string; expiresAt: Instant }
  /** Which of an account's browsers it is; undefined: none, another account's, or too long ago. */
  idIn(sealed: string, email: string): string | undefined
}

export function createKnownBrowsers({ sealing, clock, random }: { sealing: Sealing; clock: Clock; random: Random }): KnownBrowsers {
  const accountOf = (email: string) => createHash('sha256').update(emailKey(email)).digest('base64url')
  return {
    remember(email) {
      const until = clock.now() + lifetime
      const content = { id: random.uuid(), account: accountOf(email), until }
      return { sealed: sealing.seal(Buffer.from(JSON.stringify(content)), place), expiresAt: until }
    },
    idIn(sealed, email) {
      try {
        const { id, account, until } = Content.parse(JSON.parse(Buffer.from(sealing.open(sealed, place)).toString()))
        return account === accountOf(email) && clock.now() < until ? id : undefined
      } catch {
        return undefined
      }
    },
  }
}
