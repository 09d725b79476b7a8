import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { day, type Instant } from '@mylzip/shared/domain/time.ts'

/** A run that had an order, as the database has it. */
export interface OrderTry {
  orderUrl: string | null
  failureCode: RefusalCode | null
  startedAt: Instant
}

/** They may be over by the next try; of an order that never gets any further the authority says nothing else either. */
const mayLastForEver = new Set<RefusalCode>([
  'ACME_PROTOCOL',
  'ACME_TIMEOUT',
  'ACME_BUSY',
  'ACME_ORDER_NOT_READY',
  'ACME_REQUEST_MALFORMED',
  'ACME_SEVERAL_REASONS',
  'DEFECT',
])

/** Whether this try may have ended so because of its order, and the next on it would as well. */
export function wasInVain({ failureCode, orderUrl }: OrderTry): boolean {
  return orderUrl !== null && failureCode !== null && mayLastForEver.has(failureCode)
}

/**
 * Whether the last order is given up, and another one placed, because nothing comes of it: after four tries in a row and a
 * day, or three where time runs out. Sooner would punish an authority that only takes its time. `tries`: newest first.
 */
export function isStuck(tries: readonly OrderTry[], pressing: boolean, now: Instant): boolean {
  const [last] = tries
  const end = tries.findIndex((each) => each.orderUrl !== last?.orderUrl || !wasInVain(each))
  const inVain = end === -1 ? tries : tries.slice(0, end)
  const first = inVain.at(-1)
  if (first === undefined) return false
  return pressing ? inVain.length >= 3 : inVain.length >= 4 && Math.abs(now - first.startedAt) >= day
}
