import { isIPv4 } from 'node:net'
import { directoryNamed, knownAuthorities } from '@mylzip/shared/domain/authorities.policy.ts'
import { directoryAt } from '@mylzip/shared/domain/directory-address.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** An ACME directory’s address, or the short name of a well-known one. Refuses with OPTION_INVALID. */
export function directoryUrl(text: string): string {
  const directory = directoryAt(URL.parse(directoryNamed(text))?.href)
  if (directory !== undefined) return directory
  const names = knownAuthorities.map(({ name }) => name).join(', ')
  throw new Refusal('OPTION_INVALID', { option: '--directory', reason: `“${text}” is neither an https address nor one of ${names}` })
}

/**
 * A directory on this machine is taken to ask the built-in DNS; one elsewhere cannot see a zone that exists on
 * loopback only. Refuses with DIRECTORY_CANNOT_SEE_LOCAL_NAMES.
 */
export function refuseBlindDirectory(directory: string | undefined): void {
  if (directory === undefined || isLoopback(new URL(directory).hostname)) return
  throw new Refusal('DIRECTORY_CANNOT_SEE_LOCAL_NAMES', { directory })
}

/** RFC 6761 § 6.3, RFC 1122 § 3.2.1.3, RFC 4291 § 2.5.3. */
function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]') return true
  return isIPv4(hostname) && hostname.startsWith('127.')
}
