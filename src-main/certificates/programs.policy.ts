import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { TargetRow } from './target.repository.ts'
import type { VersionRow } from './version.repository.ts'

/** Whether the program is given this version: what a person had it go back from is not given to it again by itself. */
export function isGiven({ rolled_back_from }: Pick<TargetRow, 'rolled_back_from'>, number: number): boolean {
  return rolled_back_from === null || number > rolled_back_from
}

type Progress = Pick<VersionRow, 'key_custody' | 'issued_at' | 'installed_at' | 'store_location' | 'verified_at'>

/**
 * When the version got where it is meant to be: seen served, where programs of this device are to present it; else in the store,
 * because there is nothing that could be seen serving it, or (its key being elsewhere) at hand for whoever has the key.
 */
export function inPlaceAt(isServedHere: boolean, version: Progress): Instant | null {
  if (isServedHere) return version.verified_at
  if (version.key_custody === 'elsewhere') return version.issued_at
  return version.store_location === null ? null : version.installed_at
}
