import { createHash } from 'node:crypto'
import type { Random } from './random.port.ts'

/** What a secret is for. Its prefix lets scanners find leaked ones. */
export type SecretKind = 'enrol' | 'device-code' | 'api' | 'session' | 'invite' | 'mail'

/** 256 random bits: nothing to guess, so a plain hash of it is safe to keep. */
export function newSecret(kind: SecretKind, random: Random): string {
  return `mylzip_${kind}_${Buffer.from(random.bytes(32)).toString('base64url')}`
}

/** SHA-256, hex. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
