import { saying } from '@mylzip/shared/domain/saying.ts'
import type { Fact, Obstacle } from '@mylzip/shared/operations/doctor.ts'
import type { SocketPlace } from '../../challenges/dns/dns-transport.port.ts'
import type { Verdict } from '../check.port.ts'
import { fact, failed, trouble, warning, well } from '../verdict.policy.ts'
import type { DnsReply } from './dns.port.ts'
import { placeText } from './place.policy.ts'
import { replySaid, silenceOf } from './reply.policy.ts'

export type Lookup = { addresses: string[] } | { failure: string }

export interface ResolverSight {
  names: readonly { name: string; lookup: Lookup }[]
  servers: readonly { place: SocketPlace; udp: DnsReply; tcp: DnsReply }[]
  /** Addresses of this machine. */
  from: readonly string[]
}

/** Whether the names that are needed can be looked up, and whose fault it is if not. */
export function judgeResolver({ names, servers, from }: ResolverSight): Verdict {
  const evidence: Fact[] = [
    ...names.map(({ name, lookup }) => fact(saying('seen.name-asked-system', { name }), lookupText(lookup))),
    ...servers.flatMap(({ place, udp, tcp }) => [
      fact(saying('seen.dns-server', { server: placeText(place), way: 'UDP' }), replySaid(udp)),
      fact(saying('seen.dns-server', { server: placeText(place), way: 'TCP' }), replySaid(tcp)),
    ]),
  ]
  const silent = servers.filter(({ udp, tcp }) => silenceOf(udp) !== undefined && silenceOf(tcp) !== undefined)
  const mute = silent.flatMap(({ place, udp }): Trouble => [{ server: placeText(place), reason: silenceOf(udp) ?? '' }])
  const unknown = names.find(({ lookup }) => 'failure' in lookup)
  const [first] = mute
  if (unknown && first && silent.length === servers.length)
    return failed(
      trouble('RESOLVER_UNREACHABLE', first),
      evidence,
      silent.map(({ place }) => blockedDns(place, from)),
    )
  if (unknown) {
    const answer = 'failure' in unknown.lookup ? unknown.lookup.failure : ''
    const obstacles: Obstacle[] = [
      {
        from: from.join(', ') || 'this machine',
        host: unknown.name,
        port: null,
        protocol: 'DNS',
        what: `the name is not resolved (${answer})`,
        allow: `answers for ${unknown.name}`,
      },
    ]
    const about = names.filter(({ lookup }) => 'failure' in lookup).map(({ name }) => name)
    return { ...failed(trouble('RESOLVER_KNOWS_NOT', { name: unknown.name, answer }), evidence, obstacles), about }
  }
  // The next server stands in, after seconds in which every program waits.
  if (first)
    return warning(
      trouble('RESOLVER_UNREACHABLE', first),
      evidence,
      silent.map(({ place }) => blockedDns(place, from)),
    )
  return well(saying('found.resolver'), evidence)
}

type Trouble = { server: string; reason: string }[]

export function lookupText(lookup: Lookup): string {
  return 'failure' in lookup ? lookup.failure : lookup.addresses.join(', ')
}

function blockedDns({ address, port }: SocketPlace, from: readonly string[]): Obstacle {
  return {
    from: from.join(', ') || 'this machine',
    host: address,
    port,
    protocol: 'DNS',
    what: 'no answer over UDP or TCP',
    allow: `UDP and TCP to ${address}, port ${port}`,
  }
}
