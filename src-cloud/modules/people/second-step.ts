import { type Instant, minute } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { Clock } from '../../plugins/clock.port.ts'
import type { Sealing } from '../../plugins/sealing.ts'

const place = 'second-step'
const lifetime = 10 * minute
const Content = z.object({ personId: z.uuid(), passwordVersion: z.string(), until: z.number() })

/** What a browser holds between the right password and the code: sealed, so nothing needs to be kept for it. */
export interface SecondStep {
  begin(person: { personId: string; passwordVersion: string }): { sealed: string; expiresAt: Instant }
  /** Who gave the right password, and which it was; undefined when that is too long ago, or not of our making. */
  read(sealed: string): { personId: string; passwordVersion: string } | undefined
}

export function createSecondStep({ sealing, clock }: { sealing: Sealing; clock: Clock }): SecondStep {
  return {
    begin({ personId, passwordVersion }) {
      const until = clock.now() + lifetime
      return { sealed: sealing.seal(Buffer.from(JSON.stringify({ personId, passwordVersion, until })), place), expiresAt: until }
    },
    read(sealed) {
      try {
        const { until, ...person } = Content.parse(JSON.parse(Buffer.from(sealing.open(sealed, place)).toString()))
        return clock.now() < until ? person : undefined
      } catch {
        return undefined
      }
    },
  }
}
