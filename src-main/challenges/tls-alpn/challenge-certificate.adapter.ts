import { createHash } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import { hour } from '@mylzip/shared/domain/time.ts'
import type { ChallengeTask } from '../challenge.port.ts'

/** id-pe-acmeIdentifier (RFC 8737 §6.1). */
const acmeIdentifier = '1.3.6.1.5.5.7.1.31'
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/**
 * The certificate that a CA wants to be shown (RFC 8737 §3): for the one name or address (RFC 8738 §4), with the digest of the key
 * authorization in a critical extension. Nobody else would accept it; its key lives in memory for as long as it is shown.
 */
export async function challengeCertificate({ type, name, keyAuthorization }: ChallengeTask): Promise<SecureContext> {
  const { Extension, PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } = await import('@peculiar/x509')
  const { subtle } = globalThis.crypto
  const keys = await subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const digest = createHash('sha256').update(keyAuthorization).digest()
  const octetString = Buffer.concat([Buffer.from([0x04, digest.length]), digest])
  const now = Date.now()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=MyL.Zip SSL challenge',
    // Validators' clocks differ; none of them looks at this closely.
    notBefore: new Date(now - 24 * hour),
    notAfter: new Date(now + 24 * hour),
    keys,
    signingAlgorithm: algorithm,
    extensions: [new SubjectAlternativeNameExtension([{ type, value: name }]), new Extension(acmeIdentifier, true, octetString)],
  })
  const key = PemConverter.encode(await subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return createSecureContext({ key, cert: certificate.toString('pem') })
}
