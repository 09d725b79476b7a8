import ipaddr from 'ipaddr.js'

/**
 * Whose requests are counted together: an IPv4 address, or an IPv6 /64, which is what one customer is given. An
 * IPv4-mapped address is the IPv4 address it maps.
 */
export function addressKey(address: string): string {
  if (!ipaddr.isValid(address)) return 'unreadable'
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  const network = new ipaddr.IPv6([...parsed.toByteArray().slice(0, 8), 0, 0, 0, 0, 0, 0, 0, 0])
  return `${network.toRFC5952String()}/64`
}
