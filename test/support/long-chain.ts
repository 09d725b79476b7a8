import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { KeyAndChain } from '#main/stores/store.port.ts'

x509.cryptoProvider.set(webcrypto as Crypto)

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const day = 86_400_000

/** A certificate with that many authorities above it, the root the last of them. */
export async function issueBelow(authorities: number, name: string): Promise<KeyAndChain> {
  const make = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<CryptoKeyPair>
  let issuer = { name: `CN=Level 0 of ${name}`, keys: await make() }
  const dates = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 90 * day), signingAlgorithm: algorithm }
  const authority = [new x509.BasicConstraintsExtension(true, undefined, true)]
  const path = [await x509.X509CertificateGenerator.createSelfSigned({ ...dates, ...issuer, extensions: authority })]
  for (let level = 1; level <= authorities; level++) {
    const isLeaf = level === authorities
    const subject = { name: isLeaf ? `CN=${name}` : `CN=Level ${level} of ${name}`, keys: await make() }
    const san = new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }])
    path.unshift(
      await x509.X509CertificateGenerator.create({
        ...dates,
        subject: subject.name,
        issuer: issuer.name,
        publicKey: subject.keys.publicKey,
        signingKey: issuer.keys.privateKey,
        extensions: isLeaf ? [san] : authority,
      }),
    )
    issuer = subject
  }
  const key = await webcrypto.subtle.exportKey('pkcs8', issuer.keys.privateKey as webcrypto.CryptoKey)
  const [certificatePem = '', ...chainPem] = path.map((certificate) => `${certificate.toString('pem')}\n`)
  return { name, certificatePem, chainPem, privateKeyPem: `${x509.PemConverter.encode(key, 'PRIVATE KEY')}\n` }
}
