import { randomBytes } from 'node:crypto'
import type { TsigKey } from '@mylzip/shared/dns/tsig-key.ts'

const key = (name: string, algorithm: TsigKey['algorithm'], bytes: number): TsigKey => ({ name, algorithm, secret: randomBytes(bytes) })

/** Keys that exist for one test only. */
export function updateKeys() {
  return {
    sha256: key('device-key', 'hmac-sha256', 32),
    sha512: key('bigger-key', 'hmac-sha512', 64),
    other: key('other-key', 'hmac-sha256', 32),
  }
}
