import { Body1 } from '@fluentui/react-components'
import type { AgentState } from '../../agent/agent-state.ts'
import { type Fact, Facts } from '../../components/facts.tsx'
import { ExactMoment } from '../../components/moment.tsx'
import { Page } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { LanguageChoice } from './language-choice.tsx'
import { NetworkSettings } from './network-settings.tsx'

export function SettingsScreen({ state: { device, about } }: { state: AgentState }) {
  const say = texts.settings
  const aboutFacts: Fact[] = [
    { term: say.version, value: about.version, copy: about.version },
    { term: say.mode, value: say.modes[about.mode] },
    { term: say.dataFolder, value: about.dataFolder, copy: about.dataFolder, code: true },
    { term: say.directory, value: about.directory, copy: about.directory, code: true },
  ]
  return (
    <Page title={say.heading}>
      {device === null ? (
        <Body1 as="p">{say.notEnrolled}</Body1>
      ) : (
        <>
          <NetworkSettings device={device} />
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
        </>
      )}
      <LanguageChoice />
      <Section heading={say.about}>
        <Facts facts={aboutFacts} />
        {about.practice && <Body1>{say.practice}</Body1>}
      </Section>
    </Page>
  )
}
