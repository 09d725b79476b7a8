import type { InterfaceAddress } from '../device/lan-addresses.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { ProxyEnvironment } from '../system/network/proxy.policy.ts'
import type { ProxyChoice } from '../system/network/proxy-in-use.ts'
import type { AskServer, Resolver } from './dns/dns.port.ts'
import type { Ways } from './way/way.port.ts'

/** What this machine sees of the network, and the network of it. */
export interface Surroundings {
  interfaces(): InterfaceAddress[]
  /** The own address that a packet to this one would leave from; nothing is sent. */
  route(address: string): Promise<{ from: string } | { failure: string }>
  resolver: Resolver
  askServer: AskServer
  ways: Ways
  environment: ProxyEnvironment
  /** Who says which proxy: what this program was started with, unless a person chose otherwise in the settings. */
  proxyUse?: ProxyChoice['use']
  clock: Clock
}
