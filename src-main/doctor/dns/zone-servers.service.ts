import { isIP } from 'node:net'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import type { SocketPlace } from '../../challenges/dns/dns-transport.port.ts'
import { liesIn } from '../../challenges/dns/question.policy.ts'
import { upFrom } from '../../challenges/dns/zone.policy.ts'
import { createAskAny } from './ask-any.ts'
import type { AskServer, Resolver } from './dns.port.ts'
import { addressesIn } from './reply.policy.ts'

export interface ZoneServer {
  /** As people know it: `ns1.example.test (192.0.2.1)`, or what it was named by in the settings. */
  label: string
  place: SocketPlace
  /** Named in this program’s own settings: without it nothing can be proven. */
  given: boolean
}

export interface Zone {
  /** Undefined: nobody who could be asked knows which zone the name lies in. */
  zone: string | undefined
  servers: ZoneServer[]
}

/** The zone that a name lies in, and the servers that a certificate authority may ask about it. */
export type ZoneServers = (name: string) => Promise<Zone>

export interface ZoneServersNeeds {
  askServer: AskServer
  resolver: Resolver
  /** A customer’s server that names are proven in; else the zone is found through this machine’s resolver. */
  given?: { label: string; place: SocketPlace; zone: string | undefined } | undefined
  /** Where servers listen that nobody gave a port for. */
  port?: number
}

export function createZoneServers({ askServer, resolver, given, port = 53 }: ZoneServersNeeds): ZoneServers {
  const ask = createAskAny(askServer, given ? () => [given.place] : resolver.servers)

  async function zoneOf(name: string): Promise<string | undefined> {
    if (given?.zone !== undefined) return given.zone
    for (const candidate of upFrom(name)) {
      const reply = await ask(candidate, 'SOA')
      if ('failure' in reply) return undefined
      const { answers, authorities } = reply.answer
      const soa = [...answers, ...authorities].find((record) => record.type === 'SOA' && record.name !== '' && liesIn(name, record.name))
      if (soa) return soa.name
    }
    return undefined
  }

  async function addressesOf(host: string): Promise<string[]> {
    if (isIP(host)) return [host]
    const found = await resolver.lookup(host)
    if ('addresses' in found) return found.addresses
    const replies = await Promise.all([ask(host, 'A'), ask(host, 'AAAA')])
    return replies.flatMap(addressesIn)
  }

  return async (name) => {
    const servers: ZoneServer[] = given ? [{ label: given.label, place: given.place, given: true }] : []
    const zone = await zoneOf(canonicalName(name))
    if (zone === undefined) return { zone, servers }
    const reply = await ask(zone, 'NS')
    const hosts =
      'answer' in reply ? reply.answer.answers.flatMap((record) => (record.type === 'NS' ? [canonicalName(record.data)] : [])) : []
    for (const host of new Set(hosts)) {
      for (const address of await addressesOf(host)) {
        if (servers.some(({ place }) => place.address === address)) continue
        // One that is known by a port of its own listens there only.
        const known = resolver.servers().find((place) => place.address === address)
        servers.push({ label: `${host} (${address})`, place: { address, port: known?.port ?? port }, given: false })
      }
    }
    return { zone, servers }
  }
}
