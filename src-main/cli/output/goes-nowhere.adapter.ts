import { fstatSync, statSync } from 'node:fs'
import { devNull } from 'node:os'

/**
 * Whether what is written there is seen by nobody. A stdout that was closed (`>&-`) is one as well: Node.js opens the
 * null device in its place, so that no write to it ever fails.
 */
export function goesNowhere(stream: object): boolean {
  // Only what the system opened has one.
  if (!('fd' in stream) || typeof stream.fd !== 'number') return false
  try {
    const [written, nowhere] = [fstatSync(stream.fd), statSync(devNull)]
    return written.isCharacterDevice() && written.rdev === nowhere.rdev
  } catch {
    // Windows cannot tell.
    return false
  }
}
