import { X509Certificate } from 'node:crypto'
import { type Instant, timestampOrNull } from '@mylzip/shared/domain/time.ts'
import { X509Certificate as ParsedCertificate } from '@peculiar/x509'

/** RFC 7633: the server must staple an OCSP answer. */
const tlsFeature = '1.3.6.1.5.5.7.1.24'
/** RFC 5280 §4.2.2.1. */
const ocsp = /OCSP - URI:(\S+)/

/** What a certificate says of how its revocation is found out. */
export function revocationStatus({ serial, pem, revokedAt }: { serial: string; pem: string; revokedAt: Instant | null }) {
  const mustStaple = new ParsedCertificate(pem).extensions.some(({ type }) => type === tlsFeature)
  const [, ocspResponder = null] = ocsp.exec(new X509Certificate(pem).infoAccess ?? '') ?? []
  return { serial, ocspResponder, mustStaple, revokedAt: timestampOrNull(revokedAt) }
}
