import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { Keys } from './authority.port.ts'
import { asDerSignature, requestInfo, type SignatureAlgorithm, signedRequest } from './certificate-request.policy.ts'

const generate = promisify(generateKeyPair)
/** ECDSA's signature as DER, which is what a request wants. */
const signIn = promisify<string, Uint8Array, KeyObject, Buffer>(sign)

const makers: Record<KeyType, () => Promise<{ privateKey: KeyObject }>> = {
  'rsa-2048': () => generate('rsa', { modulusLength: 2048 }),
  'rsa-3072': () => generate('rsa', { modulusLength: 3072 }),
  'rsa-4096': () => generate('rsa', { modulusLength: 4096 }),
  'p-256': () => generate('ec', { namedCurve: 'P-256' }),
  'p-384': () => generate('ec', { namedCurve: 'P-384' }),
}

/** Keys by OpenSSL through node:crypto, off the main thread; a 4096-bit RSA key takes about a second. */
export function createKeys(): Keys {
  return {
    async generate(type) {
      const { privateKey } = await makers[type]()
      return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    },
    async csr(privateKeyPem, names) {
      const key = createPrivateKey(privateKeyPem)
      const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
      const info = requestInfo({ names, publicKey })
      const algorithm = algorithmOf(key)
      return signedRequest(info, algorithm, await signIn(hashes[algorithm], info, key))
    },
    async csrBy({ publicKey, sign: signThere }, names) {
      const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' })
      const info = requestInfo({ names, publicKey })
      const signature = await signThere(info)
      return signedRequest(info, algorithmOf(key), key.asymmetricKeyType === 'rsa' ? signature : asDerSignature(signature))
    },
  }
}

const hashes: Record<SignatureAlgorithm, string> = {
  sha256WithRSAEncryption: 'sha256',
  'ecdsa-with-SHA256': 'sha256',
  'ecdsa-with-SHA384': 'sha384',
}

/** The hash that goes with the key's strength: SHA-384 with P-384, else SHA-256. */
function algorithmOf(key: KeyObject): SignatureAlgorithm {
  if (key.asymmetricKeyType === 'rsa') return 'sha256WithRSAEncryption'
  return key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'ecdsa-with-SHA384' : 'ecdsa-with-SHA256'
}
