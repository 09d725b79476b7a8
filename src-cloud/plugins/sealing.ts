import { createCipheriv, createDecipheriv } from 'node:crypto'
import { z } from 'zod'
import type { Random } from './random.port.ts'

/** A key of the operator's that secrets are sealed with in the database: 32 bytes, base64url, with its id. */
export const MasterKey = z.object({
  kid: z.string().regex(/^[\w-]{1,32}$/, 'must be 1 to 32 letters, digits, hyphens or underscores'),
  k: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes, base64url'),
})
export type MasterKey = z.infer<typeof MasterKey>

export interface Sealing {
  /** `place` is where it is kept, e.g. `people.totp <id>`: what is sealed for one place opens in no other. */
  seal(plain: Uint8Array, place: string): string
  open(sealed: string, place: string): Uint8Array
  /** Whether it was sealed with the key that seals now: what was not is to be sealed anew before the older key is taken away. */
  isCurrent(sealed: string): boolean
}

const algorithm = 'aes-256-gcm'

/** AES-256-GCM. The first key seals, all open, so that keys are rotated without anything being lost. */
export function createSealing(keys: readonly [MasterKey, ...MasterKey[]], random: Random): Sealing {
  const [first] = keys
  const bytes = new Map(keys.map(({ kid, k }) => [kid, Buffer.from(k, 'base64url')]))

  function keyOf(kid: string): Buffer {
    const key = bytes.get(kid)
    if (key === undefined) throw new Error(`the master key ${kid} is not among those given`)
    return key
  }

  return {
    seal(plain, place) {
      const nonce = random.bytes(12)
      const cipher = createCipheriv(algorithm, keyOf(first.kid), nonce).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
      return [first.kid, Buffer.from(nonce).toString('base64url'), sealed.toString('base64url')].join('.')
    },
    open(sealed, place) {
      const [kid = '', nonce = '', body = ''] = sealed.split('.')
      const data = Buffer.from(body, 'base64url')
      const decipher = createDecipheriv(algorithm, keyOf(kid), Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(place)).setAuthTag(data.subarray(-16))
      return Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()])
    },
    isCurrent: (sealed) => sealed.startsWith(`${first.kid}.`),
  }
}
