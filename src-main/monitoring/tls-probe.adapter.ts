import { X509Certificate } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../system/clock.port.ts'
import { splitCertificates } from '../system/x509/certificates.policy.ts'
import { machineRoots } from '../system/x509/machine-roots.adapter.ts'
import { connectionFault } from './connection-faults.policy.ts'
import type { Probe, ProbeRequest, Proof } from './probe.port.ts'
import { askedName, leafRefusal, missingIssuer, untrustedReason } from './proof.policy.ts'
import { handshake, type Seen } from './tls-handshake.adapter.ts'

export interface TlsProbeOptions {
  clock: Clock
  /** PEM files' texts: roots that count as `root` beside the machine's own, such as a practice CA's. */
  extraRootsPem: string[]
  /** Further ones, asked for at each look: a person may trust one while the program runs. */
  moreRootsPem?: () => Promise<readonly string[]>
  /** PEM, one each; the machine's own unless told. */
  systemRoots?: () => string[]
  /** For one handshake, connecting included. */
  timeoutMs?: number
}

export function createTlsProbe({
  clock,
  extraRootsPem,
  moreRootsPem = async () => [],
  systemRoots = machineRoots,
  timeoutMs = 10 * second,
}: TlsProbeOptions): Probe {
  async function look(request: ProbeRequest, { trusted, partial }: Anchors): Promise<Seen> {
    const { host, port, name, label, speaks } = request
    const seen = await handshake({ host, port, name: askedName(name), trusted, partial, timeoutMs, speaks }).catch((error: unknown) => {
      const address = `${host.includes(':') ? `[${host}]` : host}:${port}`
      throw new Refusal('PROOF_NOT_REACHED', { target: label, address, reason: connectionFault(error, timeoutMs) }, { cause: error })
    })
    const wrong = leafRefusal(request, seen.served[0], clock.now())
    if (wrong) throw wrong
    return seen
  }

  /** The roots given for the purpose first: they are few, and the machine's own cost time and memory to read. */
  function* anchorsFor({ issuersPem, requireRoot }: ProbeRequest, given: readonly string[]): Generator<Anchors> {
    const extra = given.flatMap(splitCertificates)
    if (extra.length > 0) yield { trust: 'root', trusted: extra, partial: false }
    yield { trust: 'root', trusted: systemRoots(), partial: false }
    if (!requireRoot && issuersPem.length > 0) yield { trust: 'issuer', trusted: issuersPem, partial: true }
  }

  return {
    async prove(request) {
      let reason = ''
      const given = [...extraRootsPem, ...(await moreRootsPem())]
      for (const anchors of anchorsFor(request, given)) {
        const seen = await look(request, anchors)
        if (seen.untrusted === undefined) return trustedBy(anchors, seen, request.label)
        reason = untrustedReason(seen.untrusted, seen.served)
      }
      throw untrusted(request.label, reason)
    },
  }
}

/** What a chain may end at. */
interface Anchors {
  trust: Proof['trust']
  trusted: string[]
  /** Whether it may be an intermediate. */
  partial: boolean
}

/** OpenSSL found a way to what is trusted; it counts only when the server sent all that a client needs for it. */
function trustedBy({ trust, trusted }: Anchors, { served, protocol, cipher }: Seen, label: string): Proof {
  const known = trusted.map((pem) => new X509Certificate(pem))
  const missing = missingIssuer(served, known, trust === 'root')
  if (missing) throw untrusted(label, `it does not send the certificate of its issuer, ${missing}`)
  return { trust, protocol, cipher }
}

function untrusted(target: string, reason: string): Refusal {
  return new Refusal('PROOF_UNTRUSTED', { target, reason })
}
