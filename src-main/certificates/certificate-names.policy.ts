import { isIP, isIPv4, isIPv6 } from 'node:net'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** What authorities take: Let's Encrypt 100 with its usual profile, others no more. */
export const mostNames = 100

/**
 * The names of a certificate as an order has them (RFC 8555 §7.1.4, RFC 8738): lower-case A-labels, wildcards as `*.`
 * before a name, addresses in their canonical form, each once, in the order they were given. Refuses with NAME_INVALID,
 * NAMES_TOO_MANY.
 */
export function certificateNames(given: readonly string[]): string[] {
  const names = [...new Set(given.map(certificateName))]
  if (names.length === 0) throw invalid('', 'there is none')
  if (names.length > mostNames) throw new Refusal('NAMES_TOO_MANY', { count: names.length, most: mostNames })
  return names
}

/** One of them. */
export function certificateName(given: string): string {
  const text = given.trim()
  const address = /^\[(.*)\]$/.exec(text)?.[1] ?? text
  if (isIP(address) !== 0) return canonicalAddress(address, given)
  // A trailing dot says that a name is complete, which these are anyway.
  const name = text.replace(/\.$/, '')
  if (name.startsWith('*.')) return `*.${hostName(name.slice(2), given)}`
  return hostName(name, given)
}

function canonicalAddress(address: string, given: string): string {
  if (isIPv4(address)) return address
  if (address.includes('%')) throw invalid(given, 'an address with a zone leads nowhere from elsewhere')
  return new URL(`http://[${address}]/`).hostname.slice(1, -1)
}

/** RFC 1035 §2.3.1, RFC 5890: letters, digits and hyphens, or letters of other scripts, which are written as A-labels. */
function hostName(name: string, given: string): string {
  if (name === '') throw invalid(given, 'there is none')
  if (name.includes('*')) throw invalid(given, 'a wildcard stands for one whole label, the first')
  // The address parser would take more than names: percent signs, ports, user names, numbers in other bases.
  if (/[^\p{L}\p{N}\p{M}.\-。．｡]/u.test(name)) throw invalid(given, 'it has characters that no name has')
  const ascii = toAscii(name)
  if (ascii === undefined) throw invalid(given, 'it cannot be written in the letters of the DNS')
  if (isIP(ascii) !== 0 || /(^|\.)(\d+|0x[\da-f]*)$/.test(ascii)) throw invalid(given, 'it ends like an address, and is none')
  if (ascii.length > 253) throw invalid(given, 'it is longer than 253 characters')
  const labels = ascii.split('.')
  if (labels.length < 2) throw invalid(given, 'no public authority issues for a name of one label')
  for (const label of labels) checkLabel(label, given)
  return ascii
}

function toAscii(name: string): string | undefined {
  const ascii = URL.parse(`http://${name}/`)?.hostname
  return ascii && !isIPv6(ascii) ? ascii.replace(/\.$/, '') : undefined
}

function checkLabel(label: string, given: string): void {
  if (label === '') throw invalid(given, 'two dots stand side by side, or one at its beginning')
  if (label.length > 63) throw invalid(given, 'a part of it is longer than 63 characters')
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label)) throw invalid(given, 'a part of it begins or ends with a hyphen')
  // RFC 5890 §2.3.1: what has hyphens there is an A-label or nothing (CA/B Forum BR §7.1.4.2.1).
  if (/^..--/.test(label) && !label.startsWith('xn--')) throw invalid(given, 'a part of it has hyphens where only xn-- may have them')
}

function invalid(name: string, reason: string): Refusal {
  return new Refusal('NAME_INVALID', { name: name.slice(0, 300), reason })
}
