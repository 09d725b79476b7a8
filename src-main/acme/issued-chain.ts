import { X509Certificate } from 'node:crypto'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { splitCertificates } from '../system/x509/certificates.policy.ts'

/** PEM, leaf first. */
export type Chain = [string, ...string[]]

/** The certificates of a PEM chain (RFC 8555 §9.1), leaf first; undefined when it holds none or one cannot be read. */
export function splitChain(data: unknown): Chain | undefined {
  if (typeof data !== 'string') return undefined
  const [leaf, ...issuers] = splitCertificates(data)
  return leaf && [leaf, ...issuers].every(readable) ? [leaf, ...issuers] : undefined
}

/** Whether the certificate is for the key of this request (PKCS#10, DER), which carries the public key as it is. */
export function hasKeyOf(certificatePem: string, csr: Uint8Array): boolean {
  try {
    const publicKey = new X509Certificate(certificatePem).publicKey.export({ type: 'spki', format: 'der' })
    return Buffer.from(csr).includes(publicKey)
  } catch {
    // A key of a kind that is not known here is none of ours.
    return false
  }
}

export function validityOf(certificatePem: string): { notBefore: Instant; notAfter: Instant } {
  const { validFromDate, validToDate } = new X509Certificate(certificatePem)
  return { notBefore: validFromDate.getTime(), notAfter: validToDate.getTime() }
}

/**
 * The names and addresses it is for, as Node writes them: which takes a tenth of the time of a library that reads all of a
 * certificate. Node puts in quotation marks what holds more than a name may, so that no value can pass for two.
 */
export function namesIn(certificatePem: string): string[] {
  const { subjectAltName = '' } = new X509Certificate(certificatePem)
  const plain = subjectAltName.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
  return plain.split(', ').flatMap((each) => /^(?:DNS|IP Address):([\w.*:-]+)$/.exec(each)?.[1] ?? [])
}

function readable(pem: string): boolean {
  try {
    return Boolean(new X509Certificate(pem))
  } catch {
    return false
  }
}
