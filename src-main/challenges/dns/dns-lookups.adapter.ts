import { randomInt } from 'node:crypto'
import { getServers } from 'node:dns'
import { setTimeout } from 'node:timers/promises'
import { minute, second } from '@mylzip/shared/domain/time.ts'
import type { Log } from '../../system/log/log.port.ts'
import { type Authorities, createAuthorities } from './authorities.service.ts'
import { createConversation, type DnsServer } from './conversation.ts'
import { systemDns } from './dns-transport.adapter.ts'
import type { SocketPlace } from './dns-transport.port.ts'
import { createEverywhere } from './everywhere.service.ts'
import { createQuestions } from './questions.ts'
import { createResolve } from './resolver.service.ts'
import { isSpecialUse, readPlace, shownPlace } from './resolver-places.policy.ts'

export interface DnsLookupNeeds {
  /** Asked before the system's own, and for zones that exist on this machine only. */
  resolver?: SocketPlace | undefined
  /** The system's own resolver: every address of a name, empty when it knows none. */
  resolveName(name: string): Promise<string[]>
  log?: Log | undefined
  /** Ends waiting. */
  signal?: AbortSignal | undefined
  /** ms that a zone's servers have to show a record. */
  patience?: number
  /** Where name servers listen. */
  port?: number
}

export type DnsLookups = ReturnType<typeof createDnsLookups>

/** ms. A resolver is near, and what it cannot find in this time it would not find for a CA either. */
const resolverTries = [
  { via: 'udp', patience: 1_500 },
  { via: 'udp', patience: 2_500 },
  { via: 'tcp', patience: 2_000 },
] as const

/** Neither a network that lets nothing out, nor many names of one order, may make a run wait for this again and again. */
const longestSearch = 10 * second
const remembered = 5 * minute

/** Looking things up in the DNS before a CA does. Nothing here makes an order fail because it could not be looked up. */
export function createDnsLookups(needs: DnsLookupNeeds) {
  const { resolver, resolveName, log, signal, patience = 2 * minute, port = 53 } = needs
  const newId = () => randomInt(65_536)
  const ask = createQuestions(createConversation({ transport: systemDns, newId }))
  const askResolver = createQuestions(createConversation({ transport: systemDns, newId, tries: resolverTries }))
  const resolvers = (name: string) => [...(resolver ? [resolver] : []), ...(isSpecialUse(name) ? [] : systemPlaces())].map(asServer)
  const resolve = createResolve({ ask: askResolver, resolvers })
  const isNamed = ({ label }: DnsServer) => resolver !== undefined && label === shownPlace(resolver)
  const search = createAuthorities({ ask: askResolver, resolve, resolveName, port, isNamed })
  const elapsed = () => performance.now()
  const everywhere = createEverywhere({ ask, patience, elapsed, pause: (ms) => setTimeout(ms, undefined, { signal }), log })
  /** Labels of servers that did not answer, and until when they are left in peace. */
  const silent = new Map<string, number>()

  async function found(name: string): Promise<Authorities | undefined> {
    if (!resolver && isSpecialUse(name)) return undefined
    // It ends by itself with what it has found, unless a resolver is silent just then.
    const tooLate = setTimeout(longestSearch + second, undefined, { ref: false })
    const searched = search(name, AbortSignal.timeout(longestSearch)).catch((error: unknown) =>
      log?.warn('the name servers of a name could not be found', { name, error }),
    )
    return (await Promise.race([searched, tooLate])) ?? undefined
  }

  async function speaks(server: DnsServer, zone: string): Promise<boolean> {
    if ((silent.get(server.label) ?? 0) > elapsed()) return false
    return ask(server, { name: zone, type: 'SOA' }).then(
      () => true,
      (error: unknown) => {
        silent.set(server.label, elapsed() + remembered)
        log?.warn('a DNS server of the zone could not be asked', { server: server.label, zone, error })
        return false
      },
    )
  }

  /** Undefined when it cannot be found out from here; servers that do not answer are left out. */
  async function authoritiesOf(name: string): Promise<Authorities | undefined> {
    const all = await found(name)
    if (!all) return undefined
    const speaking = await Promise.all(all.servers.map((server) => speaks(server, all.zone)))
    return { ...all, servers: all.servers.filter((_, at) => speaking[at]) }
  }

  /**
   * Waits until every server of the record's zone shows it. Servers that cannot be asked are passed over and logged.
   * Refuses with DNS_RECORD_NOT_SEEN or DNS_NAME_IS_ALIAS.
   */
  async function seenEverywhere(name: string, value: string): Promise<void> {
    const authorities = await authoritiesOf(name)
    if (authorities && authorities.servers.length > 0) return everywhere(authorities.servers, { zone: authorities.zone, name, value })
    log?.warn('a record was not looked up before the authority does: no server of its zone can be asked from here', { name })
  }

  return { ask, resolve, authoritiesOf, seenEverywhere }
}

function asServer(place: SocketPlace): DnsServer {
  return { label: shownPlace(place), places: [place] }
}

function systemPlaces(): SocketPlace[] {
  return getServers().flatMap((text) => readPlace(text) ?? [])
}
