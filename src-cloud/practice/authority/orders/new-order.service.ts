import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { Records } from '../database/records.ts'
import type { Account, Authorization, ChallengeType, Order } from '../model.ts'
import { Problem } from '../problem.ts'
import type { Profile } from '../profiles.ts'
import { randomToken } from '../random-token.ts'
import { namesToOrder } from './identifiers.policy.ts'
import { orderStatus } from './order.policy.ts'
import { checkReplacement } from './replacement.policy.ts'

export const NewOrder = z.object({
  identifiers: z
    .array(z.object({ type: z.string(), value: z.string() }))
    .min(1)
    .max(1_000),
  profile: z.string().optional(),
  replaces: z.string().optional(),
  notBefore: z.string().optional(),
  notAfter: z.string().optional(),
})
export type NewOrder = z.infer<typeof NewOrder>

/** How long an order may be worked on, as at Let's Encrypt. */
export const defaultOrderLifetime = 7 * day

export interface OrderRules {
  profiles: readonly Profile[]
  zones: readonly string[]
  /** ms */
  orderLifetime: number
}

/** RFC 8555 §7.4 with RFC 9773 §5: everything about the order is decided before anything is written. */
export function createOrder(asked: NewOrder, account: Account, records: Records, rules: OrderRules, now: Instant): Order {
  if (asked.notBefore ?? asked.notAfter) throw new Problem('malformed', 'notBefore and notAfter are for the CA to decide')
  const profile = profileFor(asked.profile, rules.profiles)
  const names = namesToOrder(asked.identifiers, rules.zones, profile.maxNames)
  const { replaces } = asked
  if (replaces !== undefined) {
    const successors = records.orders.replacing(replaces).filter((it) => isAlive(it, records, now))
    checkReplacement(records.certificates.byAriId(replaces), { accountId: account.id, names, successors: successors.length })
  }
  const expiresAt = now + rules.orderLifetime
  const order: Order = {
    id: randomToken(9),
    accountId: account.id,
    profile: profile.name,
    names,
    replaces,
    expiresAt,
    error: undefined,
    certificateId: undefined,
  }
  records.together(() => {
    records.orders.add(order)
    for (const name of names) addAuthorization(records, order, name)
  })
  return order
}

function profileFor(asked: string | undefined, profiles: readonly Profile[]): Profile {
  const profile = asked === undefined ? profiles[0] : profiles.find((it) => it.name === asked)
  if (!profile) throw new Problem('invalidProfile', `there is no profile ${asked}; there are ${profiles.map((it) => it.name).join(', ')}`)
  return profile
}

function isAlive(order: Order, records: Records, now: Instant): boolean {
  return orderStatus(order, records.authorizations.ofOrder(order.id), false, now) !== 'invalid'
}

function addAuthorization(records: Records, order: Order, name: string): void {
  const wildcard = name.startsWith('*.')
  const authorization: Authorization = {
    id: randomToken(9),
    orderId: order.id,
    accountId: order.accountId,
    name: wildcard ? name.slice(2) : name,
    wildcard,
    status: 'pending',
    expiresAt: order.expiresAt,
  }
  records.authorizations.add(authorization)
  const types: ChallengeType[] = wildcard ? ['dns-01'] : ['dns-01', 'http-01']
  for (const type of types) {
    records.challenges.add({ id: randomToken(9), authorizationId: authorization.id, type, token: randomToken(32) })
  }
}
