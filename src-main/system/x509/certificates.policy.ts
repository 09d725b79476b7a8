import { createPrivateKey, type X509Certificate } from 'node:crypto'

/** The certificates of a PEM text, each one by itself and ended by a line feed, in order. */
export function splitCertificates(text: string): string[] {
  return (text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map((pem) => `${pem}\n`)
}

/** SHA-1 over the DER in upper-case hexadecimal, as the platform knows a certificate. */
export function thumbprintOf(certificate: X509Certificate): string {
  return certificate.fingerprint.replaceAll(':', '')
}

/** Whether the private key (PEM) is the certificate's. One that cannot be read is nobody's. */
export function keyMatches(certificate: X509Certificate, privateKeyPem: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(privateKeyPem))
  } catch {
    return false
  }
}

/** Whether the name, the key identifiers and the signature say so. */
export function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate | undefined): boolean {
  return issuer !== undefined && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}
