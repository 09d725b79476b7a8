import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { Keys } from './authority.port.ts'

const generate = promisify(generateKeyPair)

const makers: Record<KeyType, () => Promise<{ privateKey: KeyObject }>> = {
  'rsa-2048': () => generate('rsa', { modulusLength: 2048 }),
  'rsa-3072': () => generate('rsa', { modulusLength: 3072 }),
  'rsa-4096': () => generate('rsa', { modulusLength: 4096 }),
  'p-256': () => generate('ec', { namedCurve: 'P-256' }),
  'p-384': () => generate('ec', { namedCurve: 'P-384' }),
}

/** RFC 5280 §A.1, ub-common-name. */
const longestCommonName = 64

/** Keys by OpenSSL through node:crypto, off the main thread; a 4096-bit RSA key takes about a second. */
export function createKeys(): Keys {
  return {
    async generate(type) {
      const { privateKey } = await makers[type]()
      return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    },
    async csr(privateKeyPem, names) {
      const { Pkcs10CertificateRequestGenerator, SubjectAlternativeNameExtension } = await import('@peculiar/x509')
      const key = createPrivateKey(privateKeyPem)
      const algorithm = signatureOf(key)
      const commonName = names.find((name) => isIP(name) === 0 && name.length <= longestCommonName)
      const request = await Pkcs10CertificateRequestGenerator.create({
        name: commonName ? [{ CN: [commonName] }] : [],
        keys: await cryptoKeys(key, algorithm),
        signingAlgorithm: algorithm,
        extensions: [
          new SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value }))),
        ],
      })
      return new Uint8Array(request.rawData)
    },
  }
}

type Signature = { name: 'RSASSA-PKCS1-v1_5'; hash: string } | { name: 'ECDSA'; namedCurve: string; hash: string }

/** The hash that goes with the key's strength: SHA-384 with P-384, else SHA-256. */
function signatureOf(key: KeyObject): Signature {
  if (key.asymmetricKeyType === 'rsa') return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const strong = key.asymmetricKeyDetails?.namedCurve === 'secp384r1'
  return { name: 'ECDSA', namedCurve: strong ? 'P-384' : 'P-256', hash: strong ? 'SHA-384' : 'SHA-256' }
}

async function cryptoKeys(key: KeyObject, algorithm: Signature) {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' })
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const { subtle } = globalThis.crypto
  return {
    privateKey: await subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']),
    publicKey: await subtle.importKey('spki', spki, algorithm, true, ['verify']),
  }
}
