import { X509Certificate } from 'node:crypto'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { isIssuedBy, splitCertificates } from '../../system/x509/certificates.policy.ts'
import type { SeenTls } from './way.port.ts'

/** What the agent itself trusts, and where the root above a certificate comes from. */
export interface Trusted {
  context: SecureContext
  /** For the last certificate that a server sent whose chain was found to be trusted. */
  whence(top: X509Certificate): SeenTls['trust']
}

/** Reading some hundred roots takes a tenth of a second: once an examination. */
export function readTrust(extraRootsPem: string | undefined): Trusted {
  const given = splitCertificates(extraRootsPem ?? '')
  const known = getCACertificates('bundled')
  const machine = [...getCACertificates('default'), ...getCACertificates('system')]
  const context = createSecureContext({ ca: [...new Set([...known, ...machine, ...given])] })
  const read = (pems: readonly string[]) => pems.map((pem) => new X509Certificate(pem))
  let roots: { known: X509Certificate[]; given: X509Certificate[] } | undefined
  return {
    context,
    whence(top) {
      roots ??= { known: read(known), given: read(given) }
      const vouches = (root: X509Certificate) => root.fingerprint256 === top.fingerprint256 || isIssuedBy(top, root)
      if (roots.given.some(vouches)) return 'given'
      return roots.known.some(vouches) ? 'public' : 'machine'
    },
  }
}
