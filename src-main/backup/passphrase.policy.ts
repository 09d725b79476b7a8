import { Refusal } from '@mylzip/shared/domain/refusal.ts'

const fewest = 12
const most = 1_024

/**
 * The passphrase as it is derived from: the same on every keyboard, whether it writes é as one character or as two
 * (NFC, RFC 8265 §4.2). Refuses with BACKUP_PASSPHRASE_WEAK what anybody could try out.
 */
export function usablePassphrase(passphrase: string): string {
  const composed = composedPassphrase(passphrase)
  const characters = [...composed]
  if (characters.length < fewest) throw weak(`it has fewer than ${fewest} characters`)
  if (characters.length > most) throw weak(`it has more than ${most} characters`)
  if (new Set(characters).size < 5) throw weak('it repeats the same few characters')
  return composed
}

/** What an existing backup is tried with: whatever the rules were when it was made. */
export function composedPassphrase(passphrase: string): string {
  return passphrase.toWellFormed().normalize('NFC')
}

/** Crockford's alphabet: nothing in it is taken for something else when it is read out. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'
export const generatedBytes = 25

/** Five groups of five, 125 bits, from `generatedBytes` random bytes. */
export function generatedPassphrase(random: Uint8Array): string {
  const written = [...random.subarray(0, generatedBytes)].map((byte) => letters[byte & 31]).join('')
  return written.replace(/.{5}(?=.)/g, '$&-')
}

function weak(reason: string): Refusal {
  return new Refusal('BACKUP_PASSPHRASE_WEAK', { reason })
}
