import type { Place } from '../../components/routes.ts'

/** The guide's page about what is shown: some places of a screen are tasks of their own, with a page each. */
export function helpAbout({ route, rest: [what] }: Place, isSetUp: boolean): string {
  if (route === 'overview' && !isSetUp) return 'first-run'
  if (route === 'certificates' && what === 'new') return 'order'
  return route === 'certificates' && what === 'adopt' ? 'adoption' : route
}
