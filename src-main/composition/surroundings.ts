import { authorityRootsRepository } from '../authorities/authority-roots.repository.ts'
import { systemNetwork } from '../device/lan-addresses.adapter.ts'
import { askServer } from '../doctor/dns/ask-server.adapter.ts'
import { systemResolver } from '../doctor/dns/resolver.adapter.ts'
import { systemRoute } from '../doctor/machine/route.adapter.ts'
import type { Surroundings } from '../doctor/surroundings.port.ts'
import { createWays } from '../doctor/way/ways.adapter.ts'
import { type ProxyChoice, proxyEnvironmentOf } from '../system/network/proxy-in-use.ts'
import type { AgentOptions } from './agent-options.ts'
import type { Foundations } from './foundations.ts'

type Needs = Pick<Foundations, 'clock' | 'db' | 'proxy' | 'userAgent'> & { options: Pick<AgentOptions, 'extraRootsPem' | 'resolver'> }

/**
 * This machine's network, for the checks of one examination: a way that was walked is remembered that long. Seen by the proxy that is
 * used, or by another one that may be.
 */
export function createSurroundings({ clock, db, options, proxy, userAgent }: Needs) {
  const { extraRootsPem, resolver: builtInDns } = options
  const { lookup, servers } = systemResolver
  const resolver = { lookup, servers: () => [...(builtInDns ? [builtInDns] : []), ...servers()] }
  return async (choice: ProxyChoice = proxy.now()): Promise<Surroundings> => {
    const environment = proxyEnvironmentOf(choice, process.env)
    const roots = (await authorityRootsRepository(db).all()).map((own) => own.roots)
    const trusted = [...(extraRootsPem === undefined ? [] : [extraRootsPem]), ...roots]
    return {
      interfaces: systemNetwork.addresses,
      route: systemRoute,
      resolver,
      askServer,
      ways: createWays({ resolver, environment, extraRootsPem: trusted.join('\n') || undefined, userAgent, clock }),
      environment,
      proxyUse: choice.use,
      clock,
    }
  }
}
