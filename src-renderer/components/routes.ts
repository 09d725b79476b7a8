import { useSyncExternalStore } from 'react'

export const routes = ['overview', 'activity', 'settings'] as const
export type Route = (typeof routes)[number]

/** The screen is in the fragment: it needs no server, so it works at both doors, with the back button and as a bookmark. */
export const hrefOf = (route: Route) => `#/${route}`

export function routeOf(hash: string): Route {
  return routes.find((route) => hash === hrefOf(route)) ?? 'overview'
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

export const useRoute = (): Route => useSyncExternalStore(subscribe, () => routeOf(window.location.hash))
