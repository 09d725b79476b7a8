import type { Route } from '#renderer/components/routes.ts'
import type { Script } from '../support/scripted-agent.ts'
import { certificateScenes } from './scenes/certificates.ts'

import { doctorScenes } from './scenes/doctor.ts'
import { planScenes } from './scenes/plan.ts'
import { targetScenes } from './scenes/targets.ts'
import { usedByScenes } from './scenes/used-by.ts'
import { scenes } from './scenes.ts'

/** What each page of the user guide shows. */
export const guideViews: Record<Route, Script> = {
  overview: scenes.protected,
  certificates: certificateScenes.several,
  'used-by': usedByScenes['used-by'],
  targets: targetScenes.targets,
  activity: scenes.protected,
  plan: planScenes.premium,
  doctor: doctorScenes.troubled,
  settings: scenes.protected,
}
