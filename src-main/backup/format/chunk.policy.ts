import { createCipheriv, createDecipheriv } from 'node:crypto'

/**
 * STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance,
 * 2015) over AES-256-GCM: each chunk's nonce is prefix (7) | its number (4) | whether it is the last (1). So none can be
 * taken out, put elsewhere or left off the end. The header is authenticated with each.
 */
export interface StreamKey {
  key: Uint8Array
  noncePrefix: Uint8Array
  header: Uint8Array
}

export const tagLength = 16
const mostChunks = 2 ** 32

export function sealChunk(stream: StreamKey, index: number, isLast: boolean, content: Uint8Array): Uint8Array {
  if (index >= mostChunks) throw new Error('a backup holds no more than 2^32 chunks')
  const cipher = createCipheriv('aes-256-gcm', stream.key, nonceOf(stream, index, isLast), { authTagLength: tagLength })
  cipher.setAAD(stream.header)
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()])
}

/** Throws unless it is the chunk that was sealed with this number, as the last one or not. */
export function openChunk(stream: StreamKey, index: number, isLast: boolean, sealed: Uint8Array): Uint8Array {
  if (index >= mostChunks || sealed.length < tagLength) throw new Error('this is no chunk')
  const decipher = createDecipheriv('aes-256-gcm', stream.key, nonceOf(stream, index, isLast), { authTagLength: tagLength })
  decipher.setAAD(stream.header).setAuthTag(sealed.subarray(-tagLength))
  return Buffer.concat([decipher.update(sealed.subarray(0, -tagLength)), decipher.final()])
}

function nonceOf({ noncePrefix }: StreamKey, index: number, isLast: boolean): Uint8Array {
  const nonce = Buffer.alloc(12)
  nonce.set(noncePrefix)
  nonce.writeUInt32BE(index, 7)
  nonce.writeUInt8(isLast ? 1 : 0, 11)
  return nonce
}
