import { isIP } from 'node:net'

export interface OwnHosts {
  /** Whether the certificate is for this name. */
  isForName(name: string): boolean
  /** The address the connection came in at. */
  localAddress: string | undefined
}

/**
 * Whether a request's Host (RFC 9110 §7.2) is one of this page's own: a name of the certificate, localhost, or the
 * address that was connected to. Any other name got here by DNS rebinding, and the page it belongs to may not read us.
 */
export function isOwnHost(host: string | undefined, { isForName, localAddress }: OwnHosts): boolean {
  const name = hostname(host ?? '')
  if (name === undefined) return false
  if (isIP(name)) return name === plainAddress(localAddress ?? '')
  return name === 'localhost' || isForName(name)
}

/** IPv4 inside IPv6 (RFC 4291 §2.5.5.2) as IPv4. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function hostname(host: string): string | undefined {
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(`https://${host}`)) return undefined
  return new URL(`https://${host}`).hostname.replace(/^\[(.*)\]$/, '$1')
}
