import { canonicalName } from './device-names.policy.ts'
import type { PlanFeature } from './plans.ts'

export interface FeaturedOrder {
  names: readonly string[]
  profile?: string | null | undefined
}

/** Let's Encrypt's name for certificates of some days; other authorities call theirs so, too. */
const shortLived = /short[-_]?lived/i

/** What a plan has to have before this may be ordered, the most telling first; nothing for the device's own names alone. */
export function orderFeatures({ names, profile }: FeaturedOrder, ownNames: readonly string[]): PlanFeature[] {
  const canonical = [...new Set(names.map(canonicalName))]
  const own = ownNames.map(canonicalName)
  const parents = new Set(canonical.filter(isWildcard).map((name) => name.slice(2)))
  // A wildcard covers its parent beside it, and a device has the same name in several zones: that is one wish, not several names.
  const wishes = new Set(canonical.filter((name) => !parents.has(name)).map((name) => (own.includes(name) ? own[0] : name)))
  const features = new Set<PlanFeature>()
  if (canonical.some(isWildcard)) features.add('wildcard')
  if (canonical.some(isAddress)) features.add('ip-addresses')
  if (canonical.some((name) => !isAddress(name) && !isOwn(name, own))) features.add('own-domains')
  if (wishes.size > 1 || canonical.some((name) => isOwn(name, own) && !isWildcard(name) && !own.includes(name)))
    features.add('multi-domain')
  if (profile != null && shortLived.test(profile)) features.add('short-lived')
  return [...features]
}

function isWildcard(name: string): boolean {
  return name.startsWith('*.')
}

/** Host names never end in a label of digits only (RFC 3696 §2), and have no colon. */
export function isAddress(name: string): boolean {
  return name.includes(':') || /(^|\.)\d+$/.test(name)
}

function isOwn(name: string, own: readonly string[]): boolean {
  return own.some((one) => name === one || name.endsWith(`.${one}`))
}
