import type { VersionRow } from './version.repository.ts'

/**
 * Whether the private key is nowhere: its sealed copy was destroyed, and the installed one was left behind on another
 * machine, or is gone from the store (a restore, or the keeper, says so by taking `installed_at` back; what only does not
 * lie in the store at the moment has no `store_location`). Such a version can be neither served nor installed again.
 */
export function isKeyLost(version: Pick<VersionRow, 'key_custody' | 'installed_at'> | undefined): boolean {
  return version?.key_custody === 'destroyed' && version.installed_at === null
}
