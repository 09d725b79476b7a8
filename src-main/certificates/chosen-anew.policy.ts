import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { isLoopback } from '../system/network/loopback.policy.ts'

/** What a person can choose of a certificate beside its names. */
export interface Choice {
  directory_url: string
  key_type: KeyType
}

/** Whether a certificate was made otherwise than it is wanted now: with another key, or at none of the authorities wanted. */
export function isChosenAnew(made: Choice, wanted: Choice, authorities: readonly string[] = [wanted.directory_url]): boolean {
  return made.key_type !== wanted.key_type || !authorities.some((authority) => isSameAuthority(made.directory_url, authority))
}

/** An authority on this machine (practice, a test CA) is the same one when another port had to be found for it. */
export function isSameAuthority(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)]
  return a.href === b.href || (isLoopback(one) && isLoopback(other) && a.pathname === b.pathname)
}
