import { Body1, Button, makeStyles } from '@fluentui/react-components'
import { lazy, Suspense, useState } from 'react'
import type { AgentState } from '../../../agent/agent-state.ts'
import { type Fact, Facts } from '../../../components/facts.tsx'
import { ExactMoment } from '../../../components/moment.tsx'
import { Section } from '../../../components/section.tsx'
import { texts } from '../../../texts/texts.ts'
import { wordOf } from '../../../texts/word-of.ts'

const ThirdPartyPanel = lazy(() => import('./third-party-panel.tsx').then((module) => ({ default: module.ThirdPartyPanel })))

const useStyles = makeStyles({ action: { alignSelf: 'start' } })

/** Who this device is, and what runs here. */
export function AboutSettings({ state: { about, device } }: { state: Pick<AgentState, 'about' | 'device'> }) {
  const styles = useStyles()
  const [isOpen, setOpen] = useState(false)
  const say = texts.settings
  const aboutFacts: Fact[] = [
    { term: say.version, value: about.version, copy: about.version },
    { term: say.mode, value: wordOf(say.modes, about.mode) },
    { term: say.dataFolder, value: about.dataFolder, copy: about.dataFolder, code: true },
    { term: say.directory, value: about.directory, copy: about.directory, code: true },
  ]
  return (
    <>
      {device !== null && (
        <Section heading={say.device}>
          <Facts
            facts={[
              { term: say.name, value: device.name, copy: device.name },
              { term: say.team, value: device.team },
              { term: say.deviceId, value: device.deviceId, copy: device.deviceId, code: true },
              { term: say.enrolled, value: <ExactMoment at={device.enrolledAt} /> },
              { term: say.cloud, value: device.cloud, copy: device.cloud, code: true },
            ]}
          />
        </Section>
      )}
      <Section heading={say.about}>
        <Facts facts={aboutFacts} />
        {about.practice && <Body1>{say.practice}</Body1>}
        <Button className={styles.action} onClick={() => setOpen(true)}>
          {texts.thirdParty.open}
        </Button>
        {isOpen && (
          <Suspense>
            <ThirdPartyPanel close={() => setOpen(false)} />
          </Suspense>
        )}
      </Section>
    </>
  )
}
