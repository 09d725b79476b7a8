import ipaddr from 'ipaddr.js'

export interface LanAddress {
  type: 'A' | 'AAAA'
  /** IPv6 as RFC 5952 writes it. */
  value: string
}

/**
 * The address if it is one of a local network: RFC 1918, or a unique local address (RFC 4193). Public, loopback,
 * link-local, multicast, shared (100.64/10) and IPv4-mapped ones are undefined: published, they would let a device's
 * name lead a browser to somebody else, or back to itself.
 */
export function lanAddress(text: string): LanAddress | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    const address = ipaddr.IPv4.parse(text)
    return address.range() === 'private' ? { type: 'A', value: address.toString() } : undefined
  }
  if (!ipaddr.IPv6.isValid(text)) return undefined
  const address = ipaddr.IPv6.parse(text)
  if (address.zoneId !== undefined || address.range() !== 'uniqueLocal') return undefined
  return { type: 'AAAA', value: address.toRFC5952String() }
}
