import { randomBytes, X509Certificate } from 'node:crypto'
import { thumbprintOf } from '../system/x509/certificates.policy.ts'
import { isSignedFor } from './signatures.ts'
import type { CertificateStore } from './store.port.ts'

/**
 * Whether the store has the certificate's key: what was made up this moment is signed with it there, and the certificate proves
 * the signature here. No key leaves the store for that. False where the certificate is not there; refuses as `sign` does.
 */
export async function provesKey(store: Pick<CertificateStore, 'sign'>, name: string, certificatePem: string): Promise<boolean> {
  const certificate = new X509Certificate(certificatePem)
  const challenge = randomBytes(32)
  const signature = await store.sign(name, thumbprintOf(certificate), challenge)
  return signature !== undefined && isSignedFor(certificate, challenge, signature)
}
