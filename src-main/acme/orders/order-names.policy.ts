import { isIP, isIPv6 } from 'node:net'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Identifier } from '../../challenges/challenge.port.ts'
import { oneLine } from '../../system/one-line.policy.ts'
import type { Authorization, Order } from '../session/resources.ts'

/** Whether both hold the same names, whatever their order, their letters and the way an address is written. */
export function areSameNames(some: readonly string[], others: readonly string[]): boolean {
  const one = new Set(some.map(canonical))
  const other = new Set(others.map(canonical))
  return one.size === other.size && [...one].every((name) => other.has(name))
}

/** Whether all of these are among the others: some authorities add a name of their own. */
export function areAmong(names: readonly string[], others: readonly string[]): boolean {
  const other = new Set(others.map(canonical))
  return names.every((name) => other.has(canonical(name)))
}

/** An authority could have names proven that nobody ordered. Refuses with ACME_PROTOCOL. */
export function holdAgainst(names: readonly string[], { identifiers }: Pick<Order, 'identifiers'>): void {
  const ordered = identifiers.map(({ value }) => value)
  if (!areSameNames(ordered, names))
    throw new Refusal('ACME_PROTOCOL', { detail: 'its order is for other names than those that were asked for' })
}

/**
 * What an authorization is about: one of the order's names, a wildcard only where the order has it. Refuses with
 * ACME_PROTOCOL; a proof of anything else would be given away, and a lasting one for good.
 */
export function identifierOf({ identifier, wildcard = false }: Authorization, { identifiers }: Pick<Order, 'identifiers'>): Identifier {
  const { type, value } = identifier
  if (type !== 'dns' && type !== 'ip')
    throw new Refusal('ACME_PROTOCOL', { detail: `it wants something of the type “${oneLine(type)}” proven` })
  const name = value.replace(/^\*\./, '')
  const has = (ordered: string) => identifiers.some((each) => each.type === type && canonical(each.value) === canonical(ordered))
  const itsType = (isIP(name) === 0) === (type === 'dns')
  // Not every authority says of a wildcard's authorization that it is one; less than what was ordered does no harm.
  if (!itsType || !(has(`*.${name}`) || (!wildcard && has(name)))) {
    throw new Refusal('ACME_PROTOCOL', { detail: `it wants ${oneLine(value) || 'nothing'} proven, which is not in the order` })
  }
  return { type, name, wildcard }
}

function canonical(name: string): string {
  return isIPv6(name) && !name.includes('%') ? new URL(`http://[${name}]`).hostname.slice(1, -1) : name.toLowerCase()
}
