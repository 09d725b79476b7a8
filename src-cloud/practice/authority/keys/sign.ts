import {
  AuthorityKeyIdentifierExtension,
  type Extension,
  type PublicKey,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** Who signs: a certificate and the key that goes with it. */
export interface Signer {
  certificate: X509Certificate
  key: CryptoKey
}

export const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

export function generateSigningKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify'])
}

export interface CertificateFacts {
  subject: string
  publicKey: CryptoKey | PublicKey
  /** Hex; the encoder puts a 00 before a high first bit. */
  serialNumber: string
  notBefore: Date
  notAfter: Date
  extensions: Extension[]
}

/** Signs with key identifiers of subject and issuer added (RFC 5280 §4.2.1.1), which ARI's certID is made from. */
export async function signCertificate(facts: CertificateFacts, signer: Signer): Promise<X509Certificate> {
  const { subject, publicKey, serialNumber, notBefore, notAfter } = facts
  const identifiers = [
    await SubjectKeyIdentifierExtension.create(publicKey),
    await AuthorityKeyIdentifierExtension.create(signer.certificate.publicKey),
  ]
  return X509CertificateGenerator.create({
    subject,
    issuer: signer.certificate.subjectName,
    publicKey,
    serialNumber,
    notBefore,
    notAfter,
    signingKey: signer.key,
    signingAlgorithm,
    extensions: [...facts.extensions, ...identifiers],
  })
}
