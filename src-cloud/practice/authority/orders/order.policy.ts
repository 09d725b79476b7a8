import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Authorization, Order } from '../model.ts'

export type OrderStatus = 'pending' | 'ready' | 'processing' | 'valid' | 'invalid'

/** RFC 8555 §7.1.6: where an order stands follows from what is known of it. */
export function orderStatus(
  order: Pick<Order, 'certificateId' | 'error' | 'expiresAt'>,
  authorizations: readonly Pick<Authorization, 'status' | 'expiresAt'>[],
  finalizing: boolean,
  now: Instant,
): OrderStatus {
  if (order.certificateId) return 'valid'
  if (order.error || order.expiresAt <= now) return 'invalid'
  if (finalizing) return 'processing'
  const statuses = authorizations.map((it) => authorizationStatus(it, now))
  if (statuses.every((it) => it === 'valid')) return 'ready'
  return statuses.every((it) => it === 'valid' || it === 'pending') ? 'pending' : 'invalid'
}

export type ShownAuthorizationStatus = Authorization['status'] | 'expired'

/** A proof lapses; so does a chance to give one. */
export function authorizationStatus(it: Pick<Authorization, 'status' | 'expiresAt'>, now: Instant): ShownAuthorizationStatus {
  if (it.expiresAt > now) return it.status
  if (it.status === 'valid') return 'expired'
  return it.status === 'pending' ? 'invalid' : it.status
}
