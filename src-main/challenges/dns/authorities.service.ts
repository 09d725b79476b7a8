import { isPublicAddress } from '../../system/network/public-address.policy.ts'
import type { DnsServer } from './conversation.ts'
import { createNameServerAddresses, serverAt } from './name-servers.service.ts'
import { createPublicView } from './public-view.service.ts'
import type { AskDns } from './questions.ts'
import type { Resolve } from './resolver.service.ts'
import { upFrom, zoneIn } from './zone.policy.ts'

export interface Authorities {
  /** Canonical. */
  zone: string
  servers: readonly DnsServer[]
  /**
   * This network's DNS has a zone of its own under this name: the servers are those that the internet sees, none where they
   * cannot be found from here, and what the network's resolvers say of the name counts for nothing.
   */
  isInternal: boolean
}

export interface AuthorityNeeds {
  ask: AskDns
  resolve: Resolve
  /** The system's own resolver; empty when it knows nothing. */
  resolveName(name: string): Promise<string[]>
  /** Whether a person named this resolver: then its view is the one that counts. */
  isNamed(resolver: DnsServer): boolean
  /** Where servers listen that nobody gave a port for. */
  port: number
}

/**
 * The zone that a name lies in and every server of it, as resolvers see them: by the SOA beside each answer (RFC 2308 §3),
 * walking up. Undefined where no zone but a top-level domain is found: a name that does not exist lies in nobody's. Asks
 * no further once it is `over`. Servers that only this network reaches are none that a CA asks.
 */
export function createAuthorities({ ask, resolve, resolveName, port, isNamed }: AuthorityNeeds) {
  const nameServers = createNameServerAddresses({ ask, resolve: resolveName })
  const publicView = createPublicView({ ask, nameServers, resolveName, port })

  /** A name server that is itself a resolver that was named listens where that one does. */
  function placed(by: DnsServer, found: { name: string; address: string }): DnsServer {
    return serverAt(found, by.places.find(({ address }) => address === found.address)?.port ?? port)
  }

  return async (name: string, over: AbortSignal): Promise<Authorities | undefined> => {
    for (const candidate of upFrom(name)) {
      if (over.aborted) return undefined
      const answer = await resolve({ name: candidate, type: 'SOA' })
      const zone = zoneIn(name, answer)
      if (zone === undefined) continue
      if (!zone.includes('.')) return undefined
      const found = await nameServers(answer.by, zone, over)
      const reached = isNamed(answer.by) ? found : found.filter(({ address }) => isPublicAddress(address))
      const isInternal = found.length > 0 && reached.length === 0
      if (!isInternal) return { zone, servers: reached.map((each) => placed(answer.by, each)), isInternal }
      const outside = await publicView(answer.by, name, zone, over)
      return { zone: outside?.zone ?? zone, servers: outside?.servers ?? [], isInternal }
    }
    return undefined
  }
}
