import { createHash, timingSafeEqual } from 'node:crypto'

/** By which those who look for secrets in files and logs know one; the cloud's begin with `mylzip_api_`. */
export const tokenPrefix = 'mylzip_local_'
/** Enough to tell tokens apart, far too little to guess the rest. */
const shownCharacters = tokenPrefix.length + 4

const form = /^mylzip_local_[\w-]{43}$/

/** `bytes`: 32 that nobody can guess. */
export function tokenSecret(bytes: Uint8Array): string {
  return `${tokenPrefix}${Buffer.from(bytes).toString('base64url')}`
}

export function isTokenSecret(text: string): boolean {
  return form.test(text)
}

export function shownPart(secret: string): string {
  return secret.slice(0, shownCharacters)
}

/** SHA-256 is enough: 256 random bits cannot be guessed, so nothing has to make guessing slow. */
export function tokenHash(secret: string): Uint8Array {
  return createHash('sha256').update(secret, 'utf8').digest()
}

/** Takes the same time whatever is compared. */
export function isSameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
