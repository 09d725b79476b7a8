import { isPublicAddress } from '../../system/network/public-address.policy.ts'
import { isLoopbackAddress, isSinkhole } from '../addresses.policy.ts'
import { pageInstead } from '../way/judge-way.policy.ts'
import type { Way } from '../way/way.port.ts'
import type { Lookup } from './resolver.policy.ts'

export interface ZipSight {
  /** Ends in .zip. */
  name: string
  lookup: Lookup
  /** Names that end otherwise. */
  others: readonly Lookup[]
  /** A web page answers in its place. */
  pageInstead: boolean
}

/** What happens to a .zip name here, as the end of “It …”; undefined when nothing does, `unsure` when other names fare no better. */
export type Blockade = { how: string } | 'unsure' | undefined

/**
 * Where names are looked up on this network. Filters answer that it does not exist, or with an address that leads nowhere or to themselves.
 */
export function blockadeOf({ lookup, others, pageInstead }: ZipSight): Blockade {
  const othersWork = others.some((other) => 'addresses' in other && other.addresses.length > 0)
  if ('failure' in lookup) {
    if (!othersWork) return 'unsure'
    return { how: lookup.failure === 'EAI_AGAIN' ? 'gets no answer' : 'is said not to exist' }
  }
  const dead = lookup.addresses.find((address) => isSinkhole(address) || isLoopbackAddress(address))
  if (dead !== undefined) return { how: `is sent to ${dead}, which leads nowhere` }
  const inside = lookup.addresses.every((address) => !isPublicAddress(address))
  if (pageInstead)
    return { how: inside ? `is sent to ${lookup.addresses[0]}, where a page answers in its place` : 'is answered by a page in its place' }
  return undefined
}

/** Where names are looked up behind a proxy, and this machine learns only whether it is let through. */
export function blockadeByProxy(way: Way, others: readonly Way[]): Blockade {
  const refusal = way.tunnel && way.broken?.at === 'proxy' && way.tunnel.status !== 407 ? way.tunnel.text : undefined
  if (refusal === undefined && pageInstead(way) === undefined) return way.broken ? 'unsure' : undefined
  if (!others.some(({ broken, proxy }) => proxy !== undefined && broken?.at !== 'proxy')) return 'unsure'
  return { how: refusal === undefined ? 'is answered by a page in its place' : `is refused by the proxy ${way.proxy} (${refusal})` }
}
