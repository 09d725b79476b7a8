import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, minute } from '@mylzip/shared/domain/time.ts'

/** Less explains nothing: certificates are dated back by an hour, and answers take their time. */
export const bearableDifference = 5 * minute

export interface Validity {
  notBefore: Instant
  notAfter: Instant
}

/**
 * That this machine's clock is the reason why a certificate seems not to be valid: it is not at our time, and is at the
 * other's. Undefined where the clock explains nothing. `differenceMs` is ours minus theirs.
 */
export function clockRefusal(directory: string, validity: Validity, now: Instant, differenceMs: number): Refusal | undefined {
  if (Math.abs(differenceMs) <= bearableDifference) return undefined
  if (isValidAt(validity, now) || !isValidAt(validity, now - differenceMs)) return undefined
  const minutes = Math.round(Math.abs(differenceMs) / minute)
  return new Refusal('CLOCK_DIFFERS', { directory, minutes, direction: differenceMs > 0 ? 'ahead of' : 'behind' })
}

function isValidAt({ notBefore, notAfter }: Validity, at: Instant): boolean {
  return notBefore <= at && at <= notAfter
}
