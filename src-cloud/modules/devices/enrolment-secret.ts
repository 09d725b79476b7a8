import { createHash } from 'node:crypto'
import type { Random } from '../../plugins/random.port.ts'

/** 256 random bits: nothing to guess, so a plain hash of it is safe to keep. The prefix lets scanners find leaked ones. */
export function newEnrolmentSecret(random: Random): string {
  return `mylzip_enrol_${Buffer.from(random.bytes(32)).toString('base64url')}`
}

/** SHA-256, hex. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
