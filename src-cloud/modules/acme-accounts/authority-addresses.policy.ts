/** As long as any authority's are; they are keys in the database. */
const longest = 500

/**
 * Whether an address that an authority told of is the authority's own: of the same origin (RFC 6454 §4) as one of these of its
 * directory. The cloud never asks another one, whoever told of it.
 */
export function isAtAuthority(address: string, directory: readonly string[]): boolean {
  const origin = URL.parse(address)?.origin
  return origin !== undefined && address.length <= longest && directory.some((known) => URL.parse(known)?.origin === origin)
}
