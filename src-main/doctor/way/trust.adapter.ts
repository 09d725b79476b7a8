import { X509Certificate } from 'node:crypto'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { splitCertificates } from '../../system/x509/certificates.policy.ts'
import type { SeenTls } from './way.port.ts'

/** What the agent itself trusts, and where each of these roots comes from. */
export interface Trusted {
  context: SecureContext
  whence(fingerprint256: string): SeenTls['trust']
}

/** Reading some hundred roots takes a tenth of a second: once an examination. */
export function readTrust(extraRootsPem: string | undefined): Trusted {
  const given = splitCertificates(extraRootsPem ?? '')
  const known = getCACertificates('bundled')
  const machine = [...getCACertificates('default'), ...getCACertificates('system')]
  const context = createSecureContext({ ca: [...new Set([...known, ...machine, ...given])] })
  const prints = (pems: readonly string[]) => new Set(pems.map((pem) => new X509Certificate(pem).fingerprint256))
  let sets: { known: Set<string>; given: Set<string> } | undefined
  return {
    context,
    whence(fingerprint256) {
      sets ??= { known: prints(known), given: prints(given) }
      if (sets.given.has(fingerprint256)) return 'given'
      return sets.known.has(fingerprint256) ? 'public' : 'machine'
    },
  }
}
