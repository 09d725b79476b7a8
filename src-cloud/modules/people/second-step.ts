import { type Instant, minute } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { Clock } from '../../plugins/clock.port.ts'
import type { Sealing } from '../../plugins/sealing.ts'

const place = 'second-step'
const lifetime = 10 * minute
const Content = z.object({ personId: z.uuid(), until: z.number() })

/** What a browser holds between the right password and the code: sealed, so nothing needs to be kept for it. */
export interface SecondStep {
  begin(personId: string): { sealed: string; expiresAt: Instant }
  /** Who gave the right password; undefined when that is too long ago, or not of our making. */
  personOf(sealed: string): string | undefined
}

export function createSecondStep({ sealing, clock }: { sealing: Sealing; clock: Clock }): SecondStep {
  return {
    begin(personId) {
      const until = clock.now() + lifetime
      return { sealed: sealing.seal(Buffer.from(JSON.stringify({ personId, until })), place), expiresAt: until }
    },
    personOf(sealed) {
      try {
        const { personId, until } = Content.parse(JSON.parse(Buffer.from(sealing.open(sealed, place)).toString()))
        return clock.now() < until ? personId : undefined
      } catch {
        return undefined
      }
    },
  }
}
