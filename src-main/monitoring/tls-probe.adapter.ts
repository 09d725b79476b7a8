import { X509Certificate } from 'node:crypto'
import { getCACertificates } from 'node:tls'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { splitCertificates } from '../stores/version-files.policy.ts'
import type { Clock } from '../system/clock.port.ts'
import { connectionFault } from './connection-faults.policy.ts'
import type { Probe, ProbeRequest, Proof } from './probe.port.ts'
import { askedName, leafRefusal, missingIssuer, untrustedReason } from './proof.policy.ts'
import { handshake, type Seen } from './tls-handshake.adapter.ts'

export interface TlsProbeOptions {
  clock: Clock
  /** PEM files' texts: roots that count as `root` beside the machine's own, such as a practice CA's. */
  extraRootsPem: string[]
  /** PEM, one each; the machine's own unless told. */
  systemRoots?: () => string[]
  /** For one handshake, connecting included. */
  timeoutMs?: number
}

export function createTlsProbe({ clock, extraRootsPem, systemRoots = machineRoots, timeoutMs = 10 * second }: TlsProbeOptions): Probe {
  async function look(request: ProbeRequest, trusted: string[], partial: boolean): Promise<Seen> {
    const { host, port, name, label } = request
    const seen = await handshake({ host, port, name: askedName(name), trusted, partial, timeoutMs }).catch((error: unknown) => {
      const address = `${host.includes(':') ? `[${host}]` : host}:${port}`
      throw new Refusal('PROOF_NOT_REACHED', { target: label, address, reason: connectionFault(error, timeoutMs) }, { cause: error })
    })
    const wrong = leafRefusal(request, seen.served[0], clock.now())
    if (wrong) throw wrong
    return seen
  }

  async function prove(request: ProbeRequest): Promise<Proof> {
    const roots = [...new Set([...systemRoots(), ...extraRootsPem.flatMap(splitCertificates)])]
    const byRoots = await look(request, roots, false)
    if (byRoots.untrusted === undefined) return trustedBy('root', byRoots, roots, request.label)
    const issuers = request.requireRoot ? [] : request.issuersPem
    if (issuers.length === 0) throw untrusted(request.label, untrustedReason(byRoots.untrusted, byRoots.served))
    const byIssuers = await look(request, issuers, true)
    if (byIssuers.untrusted !== undefined) throw untrusted(request.label, untrustedReason(byIssuers.untrusted, byIssuers.served))
    return trustedBy('issuer', byIssuers, issuers, request.label)
  }

  return { prove }
}

/** OpenSSL found a way to what is trusted; it counts only when the server sent all that a client needs for it. */
function trustedBy(trust: Proof['trust'], { served, protocol, cipher }: Seen, trusted: string[], label: string): Proof {
  const known = trusted.map((pem) => new X509Certificate(pem))
  const missing = missingIssuer(served, known, trust === 'root')
  if (missing) throw untrusted(label, `it does not send the certificate of its issuer, ${missing}`)
  return { trust, protocol, cipher }
}

function untrusted(target: string, reason: string): Refusal {
  return new Refusal('PROOF_UNTRUSTED', { target, reason })
}

/** Listed more than once on some machines; a set of them is made above. */
function machineRoots(): string[] {
  return getCACertificates('system')
}
