import type { FleetPolicy, FleetRules, RenewalRules } from './fleet-rules.ts'
import { Refusal } from './refusal.ts'

/** From here on a certificate is renewed whatever anybody wants: the share of its life that is left then. */
export const emergencyShare = 1 / 20

/**
 * Why a policy cannot be set: POLICY_STOPS_RENEWALS where certificates would be renewed too late or never,
 * POLICY_UNUSABLE where it contradicts itself. Undefined when it can.
 */
export function policyRefusal({ everyone, groups }: FleetPolicy): Refusal | undefined {
  const names = groups.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return new Refusal('POLICY_UNUSABLE', { where: twice, reason: 'there are two groups of this name' })
  const each = [{ where: 'everyone', rules: everyone }, ...groups.map(({ name, rules }) => ({ where: name, rules }))]
  return each.map(({ where, rules }) => rulesRefusal(where, rules)).find((refusal) => refusal !== undefined)
}

function rulesRefusal(where: string, { authorities, renewal, targets }: FleetRules): Refusal | undefined {
  const never = renewal && whyTooLate(renewal)
  if (never !== undefined) return new Refusal('POLICY_STOPS_RENEWALS', { where, reason: never })
  const unusable = (reason: string) => new Refusal('POLICY_UNUSABLE', { where, reason })
  if (renewal?.daysLeft !== undefined && renewal.shareLeft !== undefined)
    return unusable('daysLeft and shareLeft say two different things: name one of them')
  if (authorities && new Set(authorities).size < authorities.length) return unusable('an authority is named twice')
  if (targets && new Set(targets).size < targets.length) return unusable('a target is named twice')
  return undefined
}

function whyTooLate({ hours, shareLeft }: RenewalRules): string | undefined {
  if (hours && hours.from === hours.to) return `renewals would begin at no hour of the day: from ${hours.from} to ${hours.to}`
  if (shareLeft !== undefined && shareLeft <= emergencyShare)
    return `a certificate with ${shareLeft} of its life left is renewed as an emergency already: the share must be above ${emergencyShare}`
  return undefined
}

/** What the policy wants of the device with this label: the first group it belongs to says more than everyone’s rules. */
export function rulesFor({ everyone, groups }: FleetPolicy, label: string): FleetRules {
  const group = groups.find(({ labels }) => labels.some((pattern) => matchesLabel(pattern, label)))
  return { ...everyone, ...group?.rules }
}

/** `*` stands for any letters, none as well. Takes no longer than both lengths multiplied, whatever the pattern. */
export function matchesLabel(pattern: string, label: string): boolean {
  let [at, star, resumed] = [0, -1, 0]
  let place = 0
  while (place < label.length) {
    if (pattern[at] === '*') {
      star = at++
      resumed = place
    } else if (pattern[at] === label[place]) {
      at++
      place++
    } else if (star >= 0) {
      at = star + 1
      place = ++resumed
    } else return false
  }
  return /^\**$/.test(pattern.slice(at))
}
