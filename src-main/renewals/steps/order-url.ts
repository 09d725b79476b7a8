import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { RunRow } from '../../certificates/run.repository.ts'

/** The order of the run; without one there is nothing to go on with, and the run orders anew. */
export function orderUrlOf(run: RunRow): string {
  if (run.order_url === null) throw new Refusal('ACME_ORDER_LOST')
  return run.order_url
}
