import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import ipaddr from 'ipaddr.js'

export interface WantedNames {
  domain: string
  certificateType: 'single' | 'wildcard' | 'multi'
  alsoFor?: readonly string[] | undefined
}

/** At least two labels of letters, digits and hyphens (RFC 1123 §2.1). Others are written as punycode. */
const hostName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * The names a certificate is ordered for, the one it is known by first: a wildcard covers its parent too, because people
 * expect that. Refuses with NAME_INVALID.
 */
export function namesToOrder({ domain, certificateType, alsoFor = [] }: WantedNames): [string, ...string[]] {
  const name = readName(domain)
  if (certificateType !== 'multi' && alsoFor.length > 0)
    throw new Refusal('NAME_INVALID', { name: alsoFor[0] ?? '', reason: 'only a certificate of the type “multi” has further names' })
  switch (certificateType) {
    case 'single':
      return [name]
    case 'wildcard': {
      const parent = name.replace(/^\*\./, '')
      if (isAddress(parent)) throw new Refusal('NAME_INVALID', { name: domain, reason: 'there are no wildcards of addresses' })
      return [`*.${parent}`, parent]
    }
    case 'multi': {
      const others = new Set(alsoFor.map(readName))
      others.delete(name)
      if (others.size === 0) throw new Refusal('NAME_INVALID', { name: domain, reason: 'a certificate of the type “multi” needs alsoFor' })
      return [name, ...others]
    }
  }
}

function readName(text: string): string {
  const name = canonicalName(text.trim())
  if (isAddress(name) || hostName.test(name.replace(/^\*\./, ''))) return name
  throw new Refusal('NAME_INVALID', { name: text, reason: 'it is neither a host name nor an address' })
}

/** Written in full: ipaddr.js takes “1” for an address as well. */
function isAddress(name: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(name) || ipaddr.IPv6.isValid(name)
}
