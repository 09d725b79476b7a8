import { randomBytes } from 'node:crypto'

/** base64url without padding; 16 bytes are the 128 bits that RFC 8555 §8 asks of a challenge's token. */
export function randomToken(bytes = 16): string {
  return randomBytes(bytes).toString('base64url')
}
