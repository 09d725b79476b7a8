import { createHash } from 'node:crypto'
import { hour, minute } from '@mylzip/shared/domain/time.ts'
import type { Bucket } from '../quota/slots.policy.ts'
import type { Allowance } from '../tries/allowances.policy.ts'

interface Whose {
  account_id: string
  device_id: string
}

/** More certificates than a workstation has; a stolen one could otherwise stop the whole team. */
const ofOneDevice: Bucket = { most: 40, window: 3 * hour }

/** Longer than an authority is waited for; after an instance that stopped in between, so long nobody else orders the same. */
const underWayFor = 2 * minute

/** What an authority takes of one account is shared: no device uses it up alone. The device's comes first. */
export function newOrders({ account_id, device_id }: Whose, ofAccount: Bucket | undefined): Allowance[] {
  return [
    allowance(`acme-order ${account_id} ${device_id}`, ofOneDevice),
    ...(ofAccount ? [allowance(`acme-order ${account_id}`, ofAccount)] : []),
  ]
}

/** One at a time, at all instances together: who holds it asks for this order. */
export function sameOrder(
  { account_id, device_id }: Whose,
  { name_set, profile }: { name_set: string; profile: string | null },
): Allowance {
  const order = createHash('sha256')
    .update(JSON.stringify([name_set, profile]))
    .digest('hex')
    .slice(0, 32)
  return { key: `acme-ordering ${account_id} ${device_id} ${order}`, burst: 1, interval: underWayFor }
}

function allowance(key: string, { most, window }: Bucket): Allowance {
  return { key, burst: most, interval: Math.ceil(window / most) }
}
