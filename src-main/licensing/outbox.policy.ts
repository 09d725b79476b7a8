import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, minute } from '@mylzip/shared/domain/time.ts'
import type { Random } from '../system/random.port.ts'

/** What the cloud takes in one call (src-shared/cloud-api/devices.ts). */
export const batchSize = 100

/**
 * Milliseconds until the next try after so many failures in a row: from one minute to one hour, the upper half drawn,
 * so that devices which lost the cloud together come back one by one. `random` gives [0, 1).
 */
export function pauseAfterFailures(failures: number, random: Random): number {
  const longest = Math.min(hour, 2 * minute * 2 ** (failures - 1))
  return longest / 2 + random() * (longest / 2)
}

/**
 * The cloud understood and will never take it: sending it again would hold up everything behind it for ever. A call
 * that the cloud does not know yet is another matter: clouds are updated.
 */
export function isFinal(error: unknown): boolean {
  return isRefusal(error, 'AUDIT_HEAD_CONFLICT') || (isRefusal(error, 'CLOUD_REFUSED') && error.data.code !== 'CALL_UNKNOWN')
}
