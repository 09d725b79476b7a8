import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Clock } from '../system/clock.port.ts'
import type { Log } from '../system/log/log.port.ts'
import type { ChallengeSolver } from './challenge.port.ts'
import { createAliasChain } from './delegation/alias-chain.service.ts'
import { createDelegations } from './delegation/delegations.service.ts'
import { createDelegatedDns01 } from './delegation/dns-01-delegation.adapter.ts'
import type { DnsLookups } from './dns/dns-lookups.adapter.ts'
import { createCloudDns01 } from './dns-01-cloud.adapter.ts'
import { createDnsPersist01 } from './dns-persist/dns-persist-01.adapter.ts'
import { createHttp01Listener } from './http/http-01-listener.adapter.ts'
import { createHttp01Webroot } from './http/http-01-webroot.adapter.ts'
import { createLookServed } from './http/look-served.adapter.ts'
import { keepByKey } from './keep-by-key.ts'
import { createRfc2136Dns01, createRfc2136Texts, type DnsUpdates } from './rfc2136/dns-01-rfc2136.adapter.ts'
import { createTlsAlpn01 } from './tls-alpn/tls-alpn-01.adapter.ts'

export interface SolverNeeds {
  cloud: Pick<CloudClient, 'dns'>
  /** Canonical; undefined before the device is enrolled. */
  ownName(): Promise<string | undefined>
  /** Its names in further zones. */
  moreNames?(): Promise<readonly string[]>
  /** What the agent was started with, or undefined: the cloud. */
  dns: DnsUpdates | undefined
  /** One that is kept with its key. Refuses with DNS_UPDATE_SERVER_UNKNOWN. */
  dnsServer(url: string): Promise<DnsUpdates>
  lookups: DnsLookups
  /** The system's own resolver: every address of a name, empty when it knows none. */
  resolveName(name: string): Promise<string[]>
  dnsPersist: boolean
  clock: Clock
  log: Log
  signal: AbortSignal
  /** Where CAs look; others for tests. */
  httpPort?: number
  tlsPort?: number
}

/** The solvers of each way that a certificate's names may be proven, in the order they are tried for a name. */
export function createSolvers(needs: SolverNeeds) {
  const { cloud, clock, dns, lookups, log, resolveName, signal, httpPort = 80, tlsPort = 443 } = needs
  const { seenEverywhere } = lookups
  // Certificates that use the same port or folder use it together.
  const listenerAt = keepByKey((port: number) => createHttp01Listener({ port }))
  const tlsAt = keepByKey((port: number) => createTlsAlpn01({ port }))
  const lookServed = createLookServed({ resolve: resolveName, port: httpPort, log })
  const webrootOf = keepByKey((folder: string) => createHttp01Webroot({ folder, lookServed }))
  const delegation = createDelegations({ cloud, follow: createAliasChain(lookups) })
  const updatesOf = (server: DnsUpdates) => ({ server, clock, resolve: resolveName, log, signal })

  const inCloud = (own: ReadonlySet<string>) => createCloudDns01({ cloud, seenEverywhere, isOwn: (name) => own.has(canonicalName(name)) })
  const delegated = (own: ReadonlySet<string>) =>
    createDelegatedDns01({ cloud, delegation, seenEverywhere, log, proves: ({ name }) => !own.has(canonicalName(name)) })
  const addressesOnly = (solver: ChallengeSolver): ChallengeSolver => ({ ...solver, proves: ({ type }) => type === 'ip' })

  async function ownNames(): Promise<ReadonlySet<string>> {
    const first = await needs.ownName()
    return new Set(first === undefined ? [] : [first, ...((await needs.moreNames?.()) ?? [])])
  }

  async function usual(): Promise<ChallengeSolver[]> {
    const own = await ownNames()
    const byDns = dns ? [createRfc2136Dns01(updatesOf(dns))] : [inCloud(own), delegated(own)]
    // No DNS proves an address.
    return [...byDns, addressesOnly(listenerAt(httpPort)), addressesOnly(tlsAt(tlsPort))]
  }

  function lasting(): ChallengeSolver {
    if (!needs.dnsPersist) throw new Refusal('DNS_PERSIST_OFF')
    return createDnsPersist01({ lookups, write: dns && createRfc2136Texts(updatesOf(dns)).add, clock, log })
  }

  async function solversFor(proof: ProofMethod): Promise<readonly ChallengeSolver[]> {
    switch (proof.via) {
      case 'automatic':
        return usual()
      case 'cloud':
        return [inCloud(await ownNames())]
      case 'rfc2136':
        return [createRfc2136Dns01(updatesOf(await needs.dnsServer(proof.server)))]
      case 'delegation':
        return [delegated(await ownNames())]
      case 'http-listener':
        return [listenerAt(proof.port ?? httpPort)]
      case 'http-webroot':
        return [webrootOf(proof.folder)]
      case 'tls-alpn':
        return [tlsAt(proof.port ?? tlsPort)]
      case 'dns-persist':
        return [lasting()]
    }
  }

  return { solversFor, delegation }
}
