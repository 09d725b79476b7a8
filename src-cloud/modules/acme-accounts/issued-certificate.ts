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
      fingerprint: fingerprintOf(raw),
      serial: serialNumber.toUpperCase(),
      ari_id: ariIdOf(raw),
      not_after: validToDate.getTime(),
    }
  } catch {
    return undefined
  }
}

export function fingerprintOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex')
}

function ariIdOf(der: Uint8Array): string | null {
  const certificate = new ReadCertificate(new Uint8Array(der))
  const keyId = certificate.getExtension(AuthorityKeyIdentifierExtension)?.keyId
  if (keyId === undefined) return null
  const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
  return `${base64url(keyId)}.${base64url(certificate.serialNumber)}`
}
