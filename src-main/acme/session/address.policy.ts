import { isLoopback } from '../../system/network/loopback.policy.ts'

/**
 * Why an address that an authority named must not be asked; undefined when it may. Several hosts are usual at authorities,
 * but none of them is this machine, unless the directory itself is here. RFC 8555 §6.1 wants HTTPS; on loopback there is
 * nobody in between.
 */
export function addressObjection(address: string, directoryUrl: string): string | undefined {
  const { protocol } = new URL(address)
  if (leadsHere(address) && !leadsHere(directoryUrl)) return 'it leads to a service of this machine itself'
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback(address))) return undefined
  return 'it wants to be talked to without encryption'
}

/** More than what counts as loopback: systems connect the unspecified address, and IPv4 inside IPv6, with themselves. */
function leadsHere(address: string): boolean {
  const host = new URL(address).hostname.replace(/\.$/, '')
  return isLoopback(address) || /(^|\.)localhost$/.test(host) || /^(0\.0\.0\.0|\[::\]|\[::ffff:(7f..|0):.+\])$/.test(host)
}

/** Whether both are the same server's (RFC 6454 §4). */
export function isSameOrigin(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin
}
