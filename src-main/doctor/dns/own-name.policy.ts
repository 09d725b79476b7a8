import { isIP } from 'node:net'
import { saying } from '@mylzip/shared/domain/saying.ts'
import type { Fact, Obstacle } from '@mylzip/shared/operations/doctor.ts'
import { whereItLeads } from '../../device/lan-addresses.policy.ts'
import type { InterfaceAddress } from '../../device/lan-addresses.port.ts'
import type { Verdict } from '../check.port.ts'
import { fact, failed, skipped, trouble, warning, well } from '../verdict.policy.ts'
import { type Lookup, lookupText } from './resolver.policy.ts'

export interface OwnNameSight {
  name: string
  lookup: Lookup
  interfaces: readonly InterfaceAddress[]
  /** What the cloud was told and has confirmed. */
  published: readonly string[]
  /** What the zone’s own servers say; undefined where they could not be asked. */
  atTheSource: readonly string[] | undefined
  from: readonly string[]
}

/** Whether the device’s own name leads to it, for this machine and so, most likely, for its neighbours. */
export function judgeOwnName({ name, lookup, interfaces, published, atTheSource, from }: OwnNameSight): Verdict {
  const answers = 'addresses' in lookup ? lookup.addresses : []
  const evidence: Fact[] = [
    fact(saying('seen.name-asked-system', { name }), lookupText(lookup)),
    fact(saying('seen.published'), published.join(', ') || saying('seen.nothing')),
    ...(atTheSource === undefined ? [] : [fact(saying('seen.at-source'), atTheSource.join(', ') || saying('seen.nothing'))]),
    fact(
      saying('seen.this-machine'),
      interfaces
        .filter(({ internal }) => !internal)
        .map(({ address }) => address)
        .join(', ') || saying('seen.no-address'),
    ),
  ]
  if (whereItLeads(answers, interfaces) === 'leads-here') return well(saying('found.own-name', { name }), evidence)
  if (answers.length > 0) {
    const own = new Set(interfaces.map(({ address }) => address.toLowerCase()))
    const strangers = answers.filter((address) => !own.has(address.toLowerCase()) && !address.startsWith('127.'))
    // An address that is right beside one that is not: whoever is led astray gives up or waits.
    return warning(trouble('NAME_LEADS_ELSEWHERE', { name, found: strangers.map(withFamily).join(', ') }), evidence)
  }
  if (published.length === 0) return skipped(saying('found.own-name-unpublished', { name }), evidence)
  if (atTheSource !== undefined && atTheSource.length === 0)
    return warning(trouble('RESOLVER_KNOWS_NOT', { name, answer: 'its zone does not show it yet' }), evidence)
  const obstacle: Obstacle = {
    from: from.join(', ') || 'this machine',
    host: name,
    port: null,
    protocol: 'DNS',
    what: 'answers that hold private addresses are withheld (protection against rebinding)',
    allow: `answers for ${name} that hold ${published.join(', ')}`,
  }
  return failed(trouble('NAME_FILTERED_HERE', { name }), evidence, [obstacle])
}

function withFamily(address: string): string {
  return isIP(address) === 6 ? `${address} (IPv6)` : address
}
