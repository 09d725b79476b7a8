import { createHash, X509Certificate } from 'node:crypto'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { AuthorityKeyIdentifierExtension, X509Certificate as ReadCertificate } from '@peculiar/x509'

export interface IssuedFacts {
  /** SHA-256 over the DER, hex. */
  fingerprint: string
  /** Hexadecimal, upper case. */
  serial: string
  /** RFC 9773 §4.1; null where the certificate does not say whose key signed it. */
  ari_id: string | null
  not_after: Instant
}

/** Of the first certificate in a PEM chain, or of a DER one; undefined when it is none. */
export function readIssued(chain: string | Buffer): IssuedFacts | undefined {
  try {
    const certificate = new X509Certificate(chain)
    const { raw, serialNumber, validToDate } = certificate
    return {
      fingerprint: createHash('sha256').update(raw).digest('hex'),
      serial: serialNumber.toUpperCase(),
      ari_id: ariIdOf(certificate),
      not_after: validToDate.getTime(),
    }
  } catch {
    return undefined
  }
}

function ariIdOf(certificate: X509Certificate): string | null {
  const keyId = new ReadCertificate(new Uint8Array(certificate.raw)).getExtension(AuthorityKeyIdentifierExtension)?.keyId
  if (keyId === undefined) return null
  const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
  return `${base64url(keyId)}.${base64url(asDer(certificate.serialNumber))}`
}

/** The integer's bytes as DER has them: a 00 keeps a high first bit from being a sign. */
function asDer(hex: string): string {
  const even = hex.length % 2 === 0 ? hex : `0${hex}`
  return Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even
}
