import { useSyncExternalStore } from 'react'

/** The screens, in the order of the navigation. */
export const routes = ['overview', 'certificates', 'used-by', 'targets', 'activity', 'doctor', 'plan', 'settings'] as const
export type Route = (typeof routes)[number]

/** A screen, and what of it: "#/certificates/<id>" opens that certificate. */
export interface Place {
  route: Route
  rest: readonly string[]
}

/** The screen is in the fragment: it needs no server, so it works at both doors, with the back button and as a bookmark. */
export const hrefOf = (route: Route, ...rest: readonly string[]) => `#/${[route, ...rest.map(encodeURIComponent)].join('/')}`

export function placeOf(hash: string): Place {
  const [name, ...rest] = hash.replace(/^#\//, '').split('/')
  const route = routes.find((known) => known === name)
  return route === undefined ? { route: 'overview', rest: [] } : { route, rest: rest.map(decoded) }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** The fragment that the page has now. */
export const useFragment = (): string => useSyncExternalStore(subscribe, () => window.location.hash)

export const usePlace = (): Place => placeOf(useFragment())
