import type { Script } from '../support/scripted-agent.ts'
import { adoptionScenes } from './scenes/adoption.ts'
import { certificateScenes } from './scenes/certificates.ts'
import { doctorScenes } from './scenes/doctor.ts'
import { firstRunScenes } from './scenes/first-run.ts'
import { flyoutScenes } from './scenes/flyout.ts'
import { orderScenes } from './scenes/order.ts'
import { planScenes } from './scenes/plan.ts'
import { targetScenes } from './scenes/targets.ts'
import { usedByScenes } from './scenes/used-by.ts'
import { scenes } from './scenes.ts'
import type { View } from './views.ts'

/** What each page of the user guide shows; the names are the pages’. */
export const guideViews: readonly View[] = [
  { name: 'first-run', script: firstRunScenes['set-up'], at: '#/overview' },
  { name: 'flyout', script: flyoutScenes.programs, at: '#/flyout', size: { width: 360, height: 480 } },
  ...of('overview', scenes.protected),
  ...of('certificates', certificateScenes.several),
  { name: 'order', script: orderScenes.clear, at: '#/certificates/new' },
  { name: 'adoption', script: adoptionScenes.found, at: '#/certificates/adopt' },
  ...of('used-by', usedByScenes['used-by']),
  ...of('targets', targetScenes.targets),
  ...of('activity', scenes.protected),
  { name: 'doctor', script: doctorScenes.troubled, at: '#/doctor/now' },
  ...of('plan', planScenes.premium),
  ...of('settings', scenes.protected),
]

function of(route: string, script: Script): View[] {
  return [{ name: route, script, at: `#/${route}` }]
}
