import { createHash } from 'node:crypto'

/** Crockford's: no letter looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 16

/** From `length` random bytes, five bits of each: 80 bits, so that a plain hash of it is safe to keep. `XXXX-XXXX-XXXX-XXXX` */
export function recoveryCode(bytes: Uint8Array): string {
  const characters = [...bytes.slice(0, length)].map((byte) => alphabet[byte & 31] ?? '').join('')
  return characters.replace(/(.{4})(?=.)/g, '$1-')
}

export const recoveryCodeBytes = length

/** Of a code however it was typed; undefined where it cannot be one. */
export function recoveryCodeHash(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  if (plain.length !== length || [...plain].some((character) => !alphabet.includes(character))) return undefined
  return createHash('sha256').update(plain).digest('hex')
}
