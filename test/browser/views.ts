import { certificateId } from '../support/samples.ts'
import type { Script } from '../support/scripted-agent.ts'
import { activityScenes } from './scenes/activity.ts'
import { adoptionScenes } from './scenes/adoption.ts'
import { authorityScenes } from './scenes/authorities.ts'
import { certificateScenes } from './scenes/certificates.ts'
import { doctorScenes } from './scenes/doctor.ts'
import { firstRunScenes } from './scenes/first-run.ts'
import { flyoutScenes } from './scenes/flyout.ts'
import { planScenes } from './scenes/plan.ts'
import { proxyScenes } from './scenes/proxy.ts'
import { targetIds, targetScenes } from './scenes/targets.ts'
import { tokenScenes } from './scenes/tokens.ts'
import { usedByScenes } from './scenes/used-by.ts'
import { scenes } from './scenes.ts'

/** A screen in one of its states: what pictures are taken of, and what everybody must be able to use. */
export interface View {
  name: string
  script: Script
  /** Its address within the page. */
  at: string
  /** What is no screen of the dashboard has a window of its own size. */
  size?: { width: number; height: number }
}

const all = (place: string, scripts: Record<string, Script>): View[] =>
  Object.entries(scripts).map(([name, script]) => ({ name: `${place.replaceAll('/', '-')}-${name}`, script, at: `#/${place}` }))

export const views: readonly View[] = [
  ...all('overview', { ...scenes, ...firstRunScenes }),
  ...all('flyout', { ...scenes, ...flyoutScenes }).map((view) => ({ ...view, size: { width: 360, height: 480 } })),
  ...all('certificates', certificateScenes),
  ...all('certificates/new', { plain: scenes.protected }),
  ...all('certificates/adopt', adoptionScenes),
  ...all('used-by', usedByScenes),
  { name: 'used-by-chosen', script: usedByScenes['used-by'], at: `#/used-by/${certificateId}` },
  ...all('targets', targetScenes),
  ...targetIds.map((id, index) => ({ name: `targets-one-${index}`, script: targetScenes.targets, at: `#/targets/${id}` })),
  { name: 'targets-add', script: targetScenes.targets, at: '#/targets/add/files' },
  { name: 'activity', script: scenes.protected, at: '#/activity' },
  ...all('activity/when=between', activityScenes),
  ...all('plan', planScenes),
  { name: 'doctor', script: scenes.protected, at: '#/doctor' },
  ...all('doctor/now', doctorScenes),
  ...all('settings', {
    plain: scenes.protected,
    published: scenes['published-addresses'],
    long: scenes['long-names'],
    ...authorityScenes,
    ...proxyScenes,
    ...tokenScenes,
  }),
]

/** Each screen once: where it has a state with long names, in that. */
export const oneOfEachScreen: readonly View[] = [...Map.groupBy(views, ({ at }) => at).values()].flatMap((states) => {
  const [first] = states
  return states.find(({ name }) => name.includes('long')) ?? first ?? []
})
