import { isPublicAddress } from '../../system/network/public-address.policy.ts'
import type { Trouble } from '../check.port.ts'
import { trouble } from '../verdict.policy.ts'
import { isUntrusted } from './judge-way.policy.ts'
import type { Way } from './way.port.ts'

/**
 * Whether somebody stands in between: a certificate that nobody here trusts, or one that only this machine trusts where
 * the host is one of the internet’s. An organization’s own authority on its own network is no such thing.
 */
export function interceptionOn(way: Way): { status: 'failed' | 'warning'; trouble: Trouble } | undefined {
  const { addresses, host, proxy, tls, url } = way
  if (!tls) return undefined
  if (isUntrusted(way)) return { status: 'failed', trouble: trouble('ACME_TLS_UNTRUSTED', { directory: url, issuer: tls.issuer }) }
  // Behind a proxy nobody here knows the host’s address.
  const isOutside = proxy === undefined ? addresses.some(isPublicAddress) : !/\.(local|lan|internal|home|corp|test)$|^[^.]+$/.test(host)
  if (tls.trust !== 'machine' || !isOutside) return undefined
  return { status: 'warning', trouble: trouble('TLS_INSPECTED', { host, issuer: tls.issuer }) }
}
