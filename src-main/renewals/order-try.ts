import type { RunRow } from '../certificates/run.repository.ts'
import type { OrderTry } from './stuck-order.policy.ts'

export function tryOf({ failure_code, order_url, started_at }: RunRow): OrderTry {
  return { orderUrl: order_url, failureCode: failure_code, startedAt: started_at }
}
