import { isPastProxy, pastProxyIn } from '@mylzip/shared/domain/past-proxy.policy.ts'
import type { OwnProxy, ProxyView, ProxyWish } from '@mylzip/shared/operations/proxy.ts'

/** What is typed into the form of a proxy of one's own. */
export interface Draft {
  address: string
  user: string
  password: string
  past: string
}

export function draftOf(own: OwnProxy | null): Draft {
  return { address: own?.address ?? '', user: own?.user ?? '', password: '', past: own?.past.join(', ') ?? '' }
}

/** A password that was left empty stays the one that is kept. */
export function wishOf({ address, user, password, past }: Draft): ProxyWish {
  const name = user.trim()
  return { use: 'own', address: address.trim(), user: name || null, past: pastProxyIn(past), ...(password !== '' && { password }) }
}

/** The first host that is none. */
export function wrongHostIn({ past }: Draft): string | undefined {
  return pastProxyIn(past).find((host) => !isPastProxy(host))
}

/** Refused because of what the network did, and not of what was typed or who asked: then a person may know better. */
export function isOfTheWay(code: string): boolean {
  return /^(ACME_|CLOUD_|PROXY_(UNREACHABLE|SIGN_IN|REFUSED|NO_WAY)$|SIGN_IN_PAGE$|CHECK_UNFINISHED$)/.test(code)
}

/** The proxy of all ways, null where all are direct; undefined where they differ. */
export function wayOfAll({ ways }: Pick<ProxyView, 'ways'>): string | null | undefined {
  const [first = null, ...others] = new Set(ways.map(({ proxy }) => proxy))
  return others.length === 0 ? first : undefined
}
