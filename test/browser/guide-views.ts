import type { Route } from '#renderer/components/routes.ts'
import type { Script } from '../support/scripted-agent.ts'
import { certificateScenes } from './scenes/certificates.ts'
import { doctorScenes } from './scenes/doctor.ts'
import { planScenes } from './scenes/plan.ts'

import { scenes } from './scenes.ts'

/** What each page of the user guide shows. */
export const guideViews: Record<Route, Script> = {
  overview: scenes.protected,
  certificates: certificateScenes.several,
  activity: scenes.protected,
  plan: planScenes['plan-premium'],
  doctor: doctorScenes.troubled,
  settings: scenes.protected,
}
