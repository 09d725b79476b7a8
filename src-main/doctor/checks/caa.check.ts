import { isIP } from 'node:net'
import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Fact } from '@mylzip/shared/operations/doctor.ts'
import type { Check, Verdict } from '../check.port.ts'
import { createAskAny } from '../dns/ask-any.ts'
import { judgeCaa } from '../dns/caa.policy.ts'
import type { DnsReply } from '../dns/dns.port.ts'
import { findCaa } from '../dns/find-caa.ts'
import { replySaid } from '../dns/reply.policy.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { fact, failed, skipped, titled, trouble, warning, well } from '../verdict.policy.ts'
import { directoryIn } from '../way/judge-way.policy.ts'

export interface CertificateInDns {
  name: string
  certificateId: string | undefined
  /** All its names; addresses have no CAA. */
  names: readonly string[]
  /** Where it is ordered, the first first, and the account there, once there is one. */
  authorities: readonly { directory: string; accountUrl: string | undefined }[]
  /** ACME challenge types it may be proven by. */
  methods: readonly string[]
}

type Judged = { name: string; directory: string; first: boolean } & ({ allowed: true } | { allowed: false | 'unsure'; reason: string })

/** Whether the DNS lets the certificate’s authorities issue for its names (RFC 8659, RFC 8657). */
export function checkCaa(
  { askServer, resolver, ways }: Surroundings,
  { name, certificateId, names, authorities, methods }: CertificateInDns,
): Check {
  const ask = createAskAny(askServer, resolver.servers)

  async function identitiesOf(directory: string): Promise<string[] | undefined> {
    const way = await ways(directory)
    // Who is not trusted does not say which names it goes by.
    return way.tls?.fault === undefined ? directoryIn(way)?.caaIdentities : undefined
  }

  return {
    id: `caa:${name}`,
    kind: 'caa',
    group: 'dns',
    ...titled('check.caa', { name }),
    patience: 45 * second,
    ...(certificateId === undefined ? {} : { certificateId }),
    async look() {
      const evidence: Fact[] = []
      const judged: Judged[] = []
      const known = await Promise.all(
        authorities.map(async (authority) => ({ ...authority, identities: await identitiesOf(authority.directory) })),
      )
      for (const { directory, identities } of known)
        evidence.push(fact(saying('seen.directory-issues-under', { directory }), identities?.join(', ') || saying('seen.unsaid')))
      for (const each of names.filter((one) => !isIP(one))) {
        const { at, records, asked, unreadable } = await findCaa(each, (place) => ask(place, 'CAA'))
        evidence.push(...asked.map(({ name: place, reply }) => fact(saying('seen.caa-of', { name: place }), replySaid(reply))))
        if (unreadable !== undefined) return unreadableVerdict(each, unreadable, await ask(asked.at(-1)?.name ?? each, 'SOA'), evidence)
        if (at === undefined) continue
        known.forEach(({ directory, identities, accountUrl }, index) => {
          const issuer = { identities: identities ?? [], accountUrl, methods }
          const judgement = identities?.length
            ? judgeCaa(each, records, issuer)
            : { allowed: 'unsure' as const, reason: `${directory} does not say under which names it issues` }
          judged.push({ name: each, directory, first: index === 0, ...judgement })
          if (judgement.allowed !== true)
            evidence.push(fact(saying('seen.caa-at', { name: each, directory }), saying('seen.caa-says', { at, reason: judgement.reason })))
        })
      }
      return verdictOf(judged, evidence, name)
    },
  }
}

/** What an authority meets as well, and what only this network’s DNS server does not tell. */
function unreadableVerdict(name: string, answer: string, soa: DnsReply, evidence: Fact[]): Verdict {
  evidence.push(fact(saying('seen.soa-compared'), replySaid(soa)))
  if ('failure' in soa) return skipped(saying('found.caa-silent', { name }), evidence)
  const others = soa.answer.rcode === 'NOERROR' || soa.answer.rcode === 'NXDOMAIN'
  return (others ? failed : warning)(trouble('CAA_UNREADABLE', { name, answer }), evidence)
}

function verdictOf(judged: readonly Judged[], evidence: Fact[], name: string): Verdict {
  const forbidden = judged.find(({ allowed, first }) => allowed === false && first)
  if (forbidden)
    return failed(trouble('ACME_CAA_FORBIDS', { name: forbidden.name, detail: 'reason' in forbidden ? forbidden.reason : '' }), evidence)
  const elsewhere = judged.find(({ allowed }) => allowed === false)
  if (elsewhere) return warning(trouble('ACME_CAA_FORBIDS', { name: elsewhere.name }), evidence)
  const unsure = judged.find(({ allowed }) => allowed === 'unsure')
  if (unsure && 'reason' in unsure) return skipped(saying('found.caa-unsure', { name: unsure.name, reason: unsure.reason }), evidence)
  return well(saying(judged.length === 0 ? 'found.caa-free' : 'found.caa-allows', { name }), evidence)
}
