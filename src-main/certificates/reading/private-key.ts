import { createPrivateKey, getCiphers, type KeyObject } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Asn1, Asn1Tools } from '../../system/asn1/asn1.ts'
import { decrypt, WrongPassword } from '../pkcs/password-cipher.ts'

/** A key that is not encrypted: PEM, or DER of PKCS#8, PKCS#1 or SEC 1. Throws when it is none. */
export function openPlainKey(key: string | Buffer): KeyObject {
  if (typeof key === 'string') return createPrivateKey(key)
  for (const type of ['pkcs8', 'pkcs1', 'sec1'] as const) {
    try {
      return createPrivateKey({ key, format: 'der', type })
    } catch {
      // Another kind, then.
    }
  }
  throw new Error('no private key of a known kind')
}

/** PEM encrypted as OpenSSL did before PKCS#8. A wrong password and damage look the same there. */
export function openTraditionalKey(pem: string, cipher: string, password: string | undefined): KeyObject {
  if (!getCiphers().includes(cipher)) throw new Refusal('BUNDLE_CIPHER_UNSUPPORTED', { cipher })
  if (password === undefined) throw new Refusal('BUNDLE_PASSWORD_NEEDED')
  try {
    return createPrivateKey({ key: pem, passphrase: password })
  } catch (cause) {
    throw new WrongPassword('the key does not open', { cause })
  }
}

/** EncryptedPrivateKeyInfo (RFC 5208 §6). */
export async function openEncryptedKey(asn1: Asn1Tools, encrypted: Asn1, password: string | undefined): Promise<KeyObject> {
  const [algorithm, data] = asn1.children(encrypted)
  const plain = await decrypt(asn1, algorithm, asn1.bytes(data), password)
  try {
    return createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' })
  } catch (cause) {
    // One wrong password in 256 leaves a padding that looks right.
    throw new WrongPassword('what was decrypted is no key', { cause })
  }
}
