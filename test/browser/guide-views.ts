import type { Route } from '#renderer/components/routes.ts'
import type { Script } from '../support/scripted-agent.ts'
import { scenes } from './scenes.ts'

/** What each page of the user guide shows. */
export const guideViews: Record<Route, Script> = {
  overview: scenes.protected,
  activity: scenes.protected,
  settings: scenes.protected,
}
