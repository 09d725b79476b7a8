import { X509Certificate as NodeCertificate, webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'
import type { KeyAndChain } from '#main/stores/store.port.ts'

x509.cryptoProvider.set(webcrypto as Crypto)

const algorithms = {
  ec: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  rsa: { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
}
const day = 86_400_000

export interface IssueRequest {
  names: string[]
  /** The first name unless told. */
  commonName?: string
  key?: keyof typeof algorithms
  notBefore?: number
  notAfter?: number
}

/** A CA for tests: a root, an intermediate, and any certificate one may need to be shown, wrong ones included. */
export interface TestAuthority {
  rootPem: string
  intermediatePem: string
  issue(request: IssueRequest): Promise<KeyAndChain & { thumbprint: string }>
}

export async function createTestAuthority(label = 'Test'): Promise<TestAuthority> {
  const rootKeys = await makeKeys('ec')
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${label} Root`,
    notBefore: new Date(Date.now() - 400 * day),
    notAfter: new Date(Date.now() + 4000 * day),
    keys: rootKeys,
    signingAlgorithm: algorithms.ec,
    extensions: await authorityExtensions(rootKeys.publicKey, 2),
  })
  const intermediateKeys = await makeKeys('ec')
  const intermediate = await x509.X509CertificateGenerator.create({
    subject: `CN=${label} Intermediate`,
    issuer: root.subject,
    notBefore: new Date(Date.now() - 400 * day),
    notAfter: new Date(Date.now() + 2000 * day),
    publicKey: intermediateKeys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: algorithms.ec,
    extensions: [
      ...(await authorityExtensions(intermediateKeys.publicKey, 0)),
      await x509.AuthorityKeyIdentifierExtension.create(rootKeys.publicKey),
    ],
  })
  return {
    rootPem: `${root.toString('pem')}\n`,
    intermediatePem: `${intermediate.toString('pem')}\n`,
    async issue({ names, commonName = names[0], key = 'ec', notBefore = Date.now() - 3_600_000, notAfter = Date.now() + 90 * day }) {
      const keys = await makeKeys(key)
      const leaf = await x509.X509CertificateGenerator.create({
        subject: `CN=${commonName ?? ''}`,
        issuer: intermediate.subject,
        notBefore: new Date(notBefore),
        notAfter: new Date(notAfter),
        publicKey: keys.publicKey,
        signingKey: intermediateKeys.privateKey,
        signingAlgorithm: algorithms.ec,
        extensions: [
          new x509.BasicConstraintsExtension(false),
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
          ...(names.length === 0
            ? []
            : [
                new x509.SubjectAlternativeNameExtension(
                  names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
                ),
              ]),
          await x509.AuthorityKeyIdentifierExtension.create(intermediateKeys.publicKey),
        ],
      })
      const certificatePem = `${leaf.toString('pem')}\n`
      return {
        name: names[0] ?? '',
        privateKeyPem: await exportKey(keys.privateKey),
        certificatePem,
        chainPem: [`${intermediate.toString('pem')}\n`],
        thumbprint: new NodeCertificate(certificatePem).fingerprint.replaceAll(':', ''),
      }
    },
  }
}

async function makeKeys(kind: keyof typeof algorithms): Promise<CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(algorithms[kind], true, ['sign', 'verify'])) as CryptoKeyPair
}

async function exportKey(key: CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key as webcrypto.CryptoKey), 'PRIVATE KEY')}\n`
}

async function authorityExtensions(publicKey: CryptoKey, pathLength: number): Promise<x509.Extension[]> {
  return [
    new x509.BasicConstraintsExtension(true, pathLength, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
  ]
}
