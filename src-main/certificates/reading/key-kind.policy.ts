import type { KeyObject } from 'node:crypto'
import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** Below this every public authority refuses (CA/Browser Forum, Baseline Requirements §6.1.5). */
const leastRsaBits = 2048

/**
 * The kind of key this is, or the nearest that is made here: what a renewal would make. Refuses with KEY_NOT_TAKEN
 * what no public authority certifies.
 */
export function keyTypeOf(key: KeyObject): KeyType {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= leastRsaBits)
    return modulusLength >= 4096 ? 'rsa-4096' : modulusLength >= 3072 ? 'rsa-3072' : 'rsa-2048'
  if (key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') return 'p-256'
  if (key.asymmetricKeyType === 'ec' && ['secp384r1', 'secp521r1'].includes(namedCurve)) return 'p-384'
  throw new Refusal('KEY_NOT_TAKEN', { key: keyInWords(key) })
}

/** As people write it: RSA-1024, secp256k1, ed25519. */
export function keyInWords(key: KeyObject): string {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'rsa') return `RSA-${modulusLength ?? 0}`
  return namedCurve ?? key.asymmetricKeyType ?? 'an unknown kind'
}
