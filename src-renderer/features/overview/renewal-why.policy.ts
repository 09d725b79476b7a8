import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { texts } from '../../texts/texts.ts'

/** Why it is renewed when it is. A plan says no more than that it presses, which a lost key and a revocation do long before the end. */
export function renewalWhy({ current, renewal }: Pick<Certificate, 'current' | 'renewal'>): string | undefined {
  const say = texts.life.renewalWhy
  if (renewal?.reason !== 'emergency') return renewal ? say[renewal.reason] : undefined
  if (current?.keyCustody === 'lost') return say.keyLost
  return current && current.revokedAt !== null ? say.revoked : say.emergency
}
