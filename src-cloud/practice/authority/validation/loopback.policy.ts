import { BlockList, isIP } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** The practice CA asks nobody but this machine. Throws for any other address. */
export function assertLoopback(address: string): string {
  const family = isIP(address)
  if (family === 0 || !loopback.check(address, family === 6 ? 'ipv6' : 'ipv4')) {
    throw new RangeError(`the practice CA validates on this machine only, not at ${address}`)
  }
  return address
}
