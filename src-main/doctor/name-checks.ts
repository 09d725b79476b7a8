import { isIP } from 'node:net'
import { readDnsUpdateServer } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { saying } from '@mylzip/shared/domain/saying.ts'
import type { Delegation } from '@mylzip/shared/operations/proofs.ts'
import type { SocketPlace } from '../challenges/dns/dns-transport.port.ts'
import { isLoopback } from '../system/network/loopback.policy.ts'
import type { Check } from './check.port.ts'
import { checkCaa } from './checks/caa.check.ts'
import { checkDelegation } from './checks/delegation.check.ts'
import { checkDnssec } from './checks/dnssec.check.ts'
import { checkOwnName } from './checks/own-name.check.ts'
import { checkZoneServers } from './checks/zone-servers.check.ts'
import { createZoneServers, type ZoneServers } from './dns/zone-servers.service.ts'
import type { KnownCertificate, Patient } from './patient.ts'
import { challengeTypeOf, isProvenByDns } from './proof-ways.policy.ts'
import type { Surroundings } from './surroundings.port.ts'
import { skipped } from './verdict.policy.ts'

export interface NamesInQuestion extends Pick<Patient, 'certificates' | 'accounts'> {
  device: { name: string | undefined; published: readonly string[] }
  /** The customer’s server that names are proven in where nothing else is chosen. */
  dns: DnsPlace | undefined
  /** The authority is the practice one, which asks no DNS server of any network. */
  practice: boolean
  /** The practice cloud's DNS server on this machine: the device's name exists there only. */
  builtInDns: SocketPlace | undefined
  /** The CNAME that a name is delegated by, and where it leads. */
  delegation(name: string): Promise<Delegation>
  /** Where name servers listen that nobody gave a port for. */
  dnsPort?: number | undefined
}

interface DnsPlace {
  host: string
  port: number
  zone: string | undefined
}

/** What the DNS says of the names that certificates are for. */
export function nameChecks(
  around: Surroundings,
  { certificates, accounts, device, dns, delegation, practice, builtInDns, dnsPort }: NamesInQuestion,
): Check[] {
  const { askServer } = around
  // The built-in server knows nothing of other zones, and nobody else knows of its own.
  const isBuiltIn = ({ address, port }: SocketPlace) => address === builtInDns?.address && port === builtInDns.port
  const seenBy = (servers: () => SocketPlace[]): Surroundings => ({ ...around, resolver: { lookup: around.resolver.lookup, servers } })
  const outside = seenBy(() => around.resolver.servers().filter((place) => !isBuiltIn(place)))
  const inside = builtInDns ? seenBy(() => [builtInDns]) : outside
  const isOnlyHere = practice || builtInDns !== undefined

  /** The zone as the server sees it in which this certificate is proven. */
  function zoneServersOf({ proof }: KnownCertificate, { resolver }: Surroundings): { zoneServers: ZoneServers; given: boolean } {
    const fromResolver = createZoneServers({ askServer, resolver, ...(dnsPort === undefined ? {} : { port: dnsPort }) })
    const place = proof.via === 'rfc2136' ? readDnsUpdateServer(proof.server) : proof.via === 'automatic' ? dns : undefined
    if (!place) return { zoneServers: fromResolver, given: false }
    const { host, port, zone } = place
    const zoneServers: ZoneServers = async (name) => {
      const found = isIP(host) ? { addresses: [host] } : await resolver.lookup(host)
      const [address] = 'addresses' in found ? found.addresses : []
      // A server whose name leads nowhere is the resolver’s to explain.
      if (address === undefined) return { zone: undefined, servers: [] }
      const given = { label: `${host}:${port}`, place: { address, port }, zone }
      return createZoneServers({ askServer, resolver, given, ...(dnsPort === undefined ? {} : { port: dnsPort }) })(name)
    }
    return { zoneServers, given: true }
  }

  const { resolver } = outside
  const zoneServers = createZoneServers({ askServer, resolver, ...(dnsPort === undefined ? {} : { port: dnsPort }) })
  const ownName = checkOwnName(outside, { ...device, zoneServers })
  const checks = [isOnlyHere ? notHere(ownName) : ownName]
  for (const certificate of certificates) {
    const { names, proof, row } = certificate
    const name = names.find((each) => !isIP(each))
    if (name === undefined) continue
    const certificateId = row?.id
    // An authority on this machine asks the built-in server; one elsewhere asks the DNS of all the world.
    const onlyHere = isOnlyHere && certificate.directories.every(isLoopback)
    const seen = onlyHere ? inside : outside
    const { zoneServers, given } = zoneServersOf(certificate, seen)
    const authorities = certificate.directories.map((directory) => ({
      directory,
      accountUrl: accounts.find((account) => account.directory === directory)?.url,
    }))
    const delegated = proof.via === 'delegation' || proof.via === 'cloud'
    const servers = checkZoneServers(seen, { name, certificateId, zoneServers, delegated })
    const others = [
      checkDnssec(seen, name.replace(/^\*\./, ''), certificateId),
      checkCaa(seen, { name, certificateId, names, authorities, methods: [challengeTypeOf(proof)] }),
    ]
    const mine = [
      ...(proof.via === 'delegation'
        ? [checkDelegation({ name, names: names.filter((each) => !isIP(each)), certificateId, delegation })]
        : []),
      ...(isProvenByDns(proof) ? [onlyHere && practice && !given ? notHere(servers) : servers] : []),
      ...(onlyHere ? others.map(notHere) : others),
    ]
    // What is found of a planned name says nothing of the others.
    checks.push(...(row ? mine : mine.map((check) => ({ ...check, about: [name] }))))
  }
  return checks
}

/** A check that would ask the internet about names of which it has never heard. */
function notHere(check: Check): Check {
  return {
    ...check,
    look: async () => skipped(saying('found.practice-names')),
  }
}
