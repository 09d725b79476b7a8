import { isIP, SocketAddress } from 'node:net'

/** The name a TLS client sends for an address, which SNI itself has no room for: its place in the reverse zones (RFC 8738 §6). */
export function reverseName(address: string): string {
  if (isIP(address) === 4) return `${address.split('.').reverse().join('.')}.in-addr.arpa`
  return `${[...addressBytes(address).toString('hex')].reverse().join('.')}.ip6.arpa`
}

/** The 4 or 16 bytes of an address in any spelling. */
export function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  // Node writes every spelling the same way: short, with the last 32 bits perhaps as IPv4.
  const [whole = ''] = new SocketAddress({ address, family: 'ipv6' }).address.split('%')
  const plain = whole.replace(/\d+(?:\.\d+){3}$/, (v4) => Buffer.from(v4.split('.').map(Number)).toString('hex').replace(/^.{4}/, '$&:'))
  const [head = '', tail] = plain.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => group.padStart(4, '0')))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const missing = tail === undefined ? 0 : 8 - before.length - after.length
  return Buffer.from([...before, ...Array(missing).fill('0000'), ...after].join(''), 'hex')
}
