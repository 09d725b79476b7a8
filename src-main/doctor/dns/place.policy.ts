import { isIP } from 'node:net'
import type { SocketPlace } from '../../challenges/dns/dns-transport.port.ts'

/** Reads `192.0.2.1`, `2001:db8::1`, `192.0.2.1:5353` and `[2001:db8::1]:5353`. */
export function placeOf(text: string): SocketPlace | undefined {
  if (isIP(text)) return { address: text, port: 53 }
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(text) ?? []
  const address = bracketed ?? plain ?? ''
  return isIP(address) ? { address, port: Number(port) } : undefined
}

export function placeText({ address, port }: SocketPlace): string {
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`
}
