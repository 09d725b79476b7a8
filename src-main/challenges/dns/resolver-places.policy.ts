import { isIP, isIPv6 } from 'node:net'
import type { SocketPlace } from './dns-transport.port.ts'

/** Reads `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` and `[2001:db8::1]:53`; undefined for anything else. */
export function readPlace(text: string): SocketPlace | undefined {
  const [, bracketed, plain, port = '53'] = /^(?:\[([\da-f:.%\w]+)\]|([\d.]+))(?::(\d{1,5}))?$/i.exec(text) ?? []
  const address = bracketed ?? plain ?? text
  const number = Number(bracketed === undefined && plain === undefined ? 53 : port)
  return isIP(address) && number >= 1 && number <= 65_535 ? { address, port: number } : undefined
}

export function shownPlace({ address, port }: SocketPlace): string {
  return isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`
}

/** Names that no DNS outside this machine knows (RFC 6761 §6). */
export function isSpecialUse(name: string): boolean {
  return /(^|\.)(test|example|invalid|localhost)$/.test(name)
}
