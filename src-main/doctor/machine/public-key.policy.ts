import { X509Certificate } from 'node:crypto'

/** SPKI of a certificate (PEM); undefined when it cannot be read. */
export function publicKeyPemOf(certificatePem: string | undefined): string | undefined {
  try {
    return new X509Certificate(certificatePem ?? '').publicKey.export({ type: 'spki', format: 'pem' }).toString()
  } catch {
    return undefined
  }
}
