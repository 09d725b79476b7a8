import { isIP, isIPv4 } from 'node:net'
import { getDomain } from 'tldts'

/**
 * What limits count by (letsencrypt.org/docs/rate-limits): the domain one label below a public suffix, the list's private
 * section included, as Boulder has it; an IPv4 address, or the /64 that an IPv6 address lies in.
 */
export function registrableDomain(name: string): string | undefined {
  if (isIP(name) !== 0) return isIPv4(name) ? name : prefixOf(name)
  return getDomain(name.replace(/^\*\./, ''), { allowPrivateDomains: true, validateHostname: false }) ?? undefined
}

/** Of all the names, each once. */
export function registrableDomains(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => registrableDomain(name) ?? []))].sort()
}

/** The same text for the same set of names, in whatever order and spelling they come. */
export function nameSetOf(names: readonly string[]): string {
  return [...new Set(names.map((name) => name.toLowerCase()))].sort().join(' ')
}

/** The first four of an IPv6 address's eight groups, as a prefix in the usual short form. */
function prefixOf(address: string): string {
  const [left = '', right] = canonical(address).split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const missing = right === undefined ? 0 : 8 - groups(left).length - groups(right).length
  const all = [...groups(left), ...Array.from({ length: missing }, () => '0'), ...groups(right ?? '')]
  return `${canonical(`${all.slice(0, 4).join(':')}::`)}/64`
}

function canonical(address: string): string {
  return new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1)
}
