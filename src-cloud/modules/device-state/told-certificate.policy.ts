import { createHash, X509Certificate } from 'node:crypto'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { type Instant, second } from '@mylzip/shared/domain/time.ts'

export interface ToldLeaf {
  fingerprint: string
  /** Hexadecimal, upper case. */
  serial: string
  names: string[]
  notAfter: Instant
  pem: string
}

/** What stands in a certificate that a device told of, or undefined when it cannot be read as one for host names or addresses. */
export function readToldCertificate(text: string): ToldLeaf | undefined {
  try {
    const certificate = new X509Certificate(text)
    const names = (certificate.subjectAltName ?? '')
      .split(', ')
      .flatMap((entry) => /^(?:DNS|IP Address):([A-Za-z0-9.:*_-]+)$/.exec(entry)?.[1] ?? [])
      .map(canonicalName)
    if (names.length === 0) return undefined
    return {
      fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
      serial: certificate.serialNumber.toUpperCase(),
      names,
      notAfter: Math.floor(certificate.validToDate.getTime() / second) * second,
      pem: certificate.toString(),
    }
  } catch {
    return undefined
  }
}
