import { isIP } from 'node:net'
import { readDnsUpdateServer } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import type { Delegation } from '@mylzip/shared/operations/proofs.ts'
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
  /** Names that exist on this machine only: no resolver is asked about them. */
  practice: boolean
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
  { certificates, accounts, device, dns, delegation, practice, dnsPort }: NamesInQuestion,
): Check[] {
  const { askServer, resolver } = around
  const fromResolver = createZoneServers({ askServer, resolver, ...(dnsPort === undefined ? {} : { port: dnsPort }) })

  /** The zone as the server sees it in which this certificate is proven. */
  function zoneServersOf({ proof }: KnownCertificate): { zoneServers: ZoneServers; given: boolean } {
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

  const ownName = checkOwnName(around, { ...device, zoneServers: fromResolver })
  const checks = [practice ? notHere(ownName) : ownName]
  for (const certificate of certificates) {
    const { names, proof, row } = certificate
    const name = names.find((each) => !isIP(each))
    if (name === undefined) continue
    const certificateId = row?.id
    const { zoneServers, given } = zoneServersOf(certificate)
    const authorities = certificate.directories.map((directory) => ({
      directory,
      accountUrl: accounts.find((account) => account.directory === directory)?.url,
    }))
    const delegated = proof.via === 'delegation' || proof.via === 'cloud'
    const servers = checkZoneServers(around, { name, certificateId, zoneServers, delegated })
    const others = [
      checkDnssec(around, name.replace(/^\*\./, ''), certificateId),
      checkCaa(around, { name, certificateId, names, authorities, methods: [challengeTypeOf(proof)] }),
    ]
    const mine = [
      ...(proof.via === 'delegation'
        ? [checkDelegation({ name, names: names.filter((each) => !isIP(each)), certificateId, delegation })]
        : []),
      ...(isProvenByDns(proof) ? [practice && !given ? notHere(servers) : servers] : []),
      ...(practice ? others.map(notHere) : others),
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
    look: async () =>
      skipped('This is practice: its names exist on this machine only, so no DNS server of the network is asked about them.'),
  }
}
