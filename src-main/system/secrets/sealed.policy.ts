import { createCipheriv, createDecipheriv } from 'node:crypto'

/**
 * What a sealed value looks like: format (1 byte) | nonce (12) | ciphertext | tag (16), AES-256-GCM. Format and
 * purpose are authenticated with it (NIST SP 800-38D).
 */
const format = 1
const nonceLength = 12
const tagLength = 16

export const keyLength = 32
export { nonceLength }

const authenticated = (purpose: string) => Buffer.from(`mylzip-ssl sealed ${format} ${purpose}`, 'utf8')

/** The nonce must never come twice with one key. */
export function seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, purpose: string): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength }).setAAD(authenticated(purpose))
  return Buffer.concat([Uint8Array.of(format), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Throws when anything about it is not as it was sealed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, purpose: string): Uint8Array {
  if (sealed.length < 1 + nonceLength + tagLength) throw new Error('sealed value is too short')
  if (sealed[0] !== format) throw new Error(`sealed value has the unknown format ${sealed[0]}`)
  const nonce = sealed.subarray(1, 1 + nonceLength)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
  decipher.setAAD(authenticated(purpose)).setAuthTag(sealed.subarray(-tagLength))
  return Buffer.concat([decipher.update(sealed.subarray(1 + nonceLength, -tagLength)), decipher.final()])
}
