import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { SocketPlace } from '../../challenges/dns/dns-transport.port.ts'
import { createNameServerAddresses } from '../../challenges/dns/name-servers.service.ts'
import { upFrom, zoneIn } from '../../challenges/dns/zone.policy.ts'
import { createAskAny } from './ask-any.ts'
import type { AskServer, Resolver } from './dns.port.ts'

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
      const zone = zoneIn(name, reply.answer)
      if (zone !== undefined) return zone
    }
    return undefined
  }

  const nameServers = createNameServerAddresses({
    async ask({ label }, { name, type }) {
      const reply = await ask(name, type)
      if ('failure' in reply) throw new Refusal('DNS_SERVER_UNREACHABLE', { server: label, reason: reply.failure })
      return reply.answer
    },
    async resolve(host) {
      const found = await resolver.lookup(host)
      return 'addresses' in found ? found.addresses : []
    },
  })

  return async (name) => {
    const servers: ZoneServer[] = given ? [{ label: given.label, place: given.place, given: true }] : []
    const zone = await zoneOf(canonicalName(name))
    if (zone === undefined) return { zone, servers }
    const asked = { label: given?.label ?? 'DNS', places: given ? [given.place] : resolver.servers() }
    const found = await nameServers(asked, zone, new AbortController().signal).catch(() => [])
    const others = found.filter(({ address }) => address !== given?.place.address)
    // One that is known by a port of its own listens there only.
    const portOf = (address: string) => resolver.servers().find((place) => place.address === address)?.port ?? port
    for (const { name, address } of others)
      servers.push({ label: `${name} (${address})`, place: { address, port: portOf(address) }, given: false })
    return { zone, servers }
  }
}
