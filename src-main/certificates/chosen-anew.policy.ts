import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { isLoopback } from '../system/network/loopback.policy.ts'

/** What a person can choose of a certificate beside its names. */
export interface Choice {
  directory_url: string
  key_type: KeyType
}

/** Whether the certificate in use was made otherwise than it is wanted now. */
export function isChosenAnew(inUse: Choice, wanted: Choice): boolean {
  return inUse.key_type !== wanted.key_type || !isSameAuthority(inUse.directory_url, wanted.directory_url)
}

/** An authority on this machine (practice, a test CA) is the same one when another port had to be found for it. */
export function isSameAuthority(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)]
  return a.href === b.href || (isLoopback(one) && isLoopback(other) && a.pathname === b.pathname)
}
