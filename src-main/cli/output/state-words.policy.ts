import { healthWords } from '@mylzip/shared/domain/health.policy.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'

type Standing = Pick<Certificate, 'health' | 'current' | 'failure'> & Partial<Pick<Certificate, 'renewal'>>

/**
 * The state as a word. “Protected” is what is seen being served: what no program of this machine presents is kept, and
 * where no program runs nothing is watched, and nobody works.
 */
export function stateWord({ health, current }: Standing, alone: boolean): string {
  if (alone && health === 'working') return 'Waiting'
  if (health !== 'protected') return healthWords[health]
  if (current?.consumers.length === 0) return 'Kept'
  return alone ? 'Valid' : healthWords[health]
}

/** Why it is not protected, where no failed try says so. */
export function whyUnsafe({ health, current, failure, renewal }: Standing): string | undefined {
  if (health !== 'not-protected' || failure !== null || current === null) return undefined
  if (current.revokedAt !== null) return 'It was revoked.'
  if (current.keyCustody === 'lost')
    return `The only copy of its key is gone from this machine. ${renewal ? 'One with a new key is ordered in its place.' : 'Nothing renews it by itself: “mylzip renew” orders one with a new key.'}`
  if (current.store === null)
    return 'It does not lie in the store of this machine as it should. The program puts it there when it starts, and tries each minute; “mylzip doctor” says what stands in the way.'
  const refused = current.consumers.find((each) => each.failure !== null)?.failure
  return refused?.sentence ?? 'It has ended, or no program has been seen presenting it.'
}
