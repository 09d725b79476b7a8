import { Body1, Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { ProxyUse, ProxyView } from '@mylzip/shared/operations/proxy.ts'
import { useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useCall } from '../../../agent/use-call.ts'
import { useReading } from '../../../agent/use-reading.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { Facts } from '../../../components/facts.tsx'
import { LoadingLines } from '../../../components/loading-lines.tsx'
import { SettingChoice } from '../../../components/setting-choice.tsx'
import { SettingGroup } from '../../../components/setting-group.tsx'
import { SpokenText } from '../../../components/spoken-text.tsx'
import { texts } from '../../../texts/texts.ts'
import { ProxyFindings } from './proxy-findings.tsx'
import { ProxyForm } from './proxy-form.tsx'
import { wayOfAll } from './wish.policy.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalM },
  wide: { alignSelf: 'stretch' },
})

const choices = ['system', 'none', 'own'] as const satisfies ProxyUse[]

const read = (client: AgentClient) => client.proxy.get()
const test = (client: AgentClient, _: undefined) => client.proxy.test({})
const leave = (client: AgentClient, use: Exclude<ProxyUse, 'own'>) => client.proxy.set({ wish: { use } })

/** By which proxy this device goes out: the system's, none, or one that is named here. */
export function ProxySettings() {
  const { value, reading, failure, again } = useReading(read, undefined)
  /** It is named first, and used once it has been tried. */
  const [naming, setNaming] = useState(false)
  const leaving = useCall(leave, () => {
    setNaming(false)
    again()
  })
  const live = useAgentView().connection.phase === 'live'
  const say = texts.proxy
  const use = naming ? 'own' : value?.use
  const choose = (chosen: ProxyUse) => {
    if (chosen === 'own') setNaming(true)
    else if (chosen === value?.use) setNaming(false)
    else leaving.run(chosen)
  }
  return (
    <SettingGroup heading={say.heading} explanation={say.explanation}>
      {value === undefined && reading && <LoadingLines label={say.loading} />}
      {failure !== undefined && <CallFailureNote title={say.unread} failure={failure} />}
      {value !== undefined && use !== undefined && (
        <SettingChoice
          title={say.use}
          explanation={say.useWhy}
          byOrganisation={value.byOrganisation}
          value={use}
          options={choices.map((each) => ({ value: each, words: say.uses[each] }))}
          disabled={leaving.running || !live}
          failure={leaving.failure}
          choose={choose}
        >
          <Now key={value.use} view={value} isTriedHere={use !== 'own' || value.byOrganisation} />
          {use === 'own' && !value.byOrganisation && <ProxyForm own={value.own} changed={again} />}
        </SettingChoice>
      )}
    </SettingGroup>
  )
}

/** How connections are made now, and whether that works: a form for another way has a button of its own. */
function Now({ view, isTriedHere }: { view: ProxyView; isTriedHere: boolean }) {
  const styles = useStyles()
  const say = texts.proxy
  const testing = useCall(test)
  const live = useAgentView().connection.phase === 'live'
  const way = wayOfAll(view)
  const facts = [...new Map(view.ways.map(({ url, proxy }) => [new URL(url).host, proxy]))].map(([host, proxy]) => ({
    term: say.now.term(host),
    value: proxy === null ? say.now.direct : say.now.through(proxy),
  }))
  return (
    <div className={styles.part}>
      {way === undefined ? (
        <div className={styles.wide}>
          <Facts facts={facts} />
        </div>
      ) : (
        <Body1>{way === null ? say.now.directly : say.now.by(way)}</Body1>
      )}
      {isTriedHere && (
        <Button
          disabledFocusable={testing.running || !live}
          icon={testing.running ? <Spinner size="tiny" /> : null}
          onClick={() => testing.run(undefined)}
        >
          {say.test}
        </Button>
      )}
      <SpokenText>{testing.running ? say.testing : ''}</SpokenText>
      <CallFailureNote title={say.untested} failure={testing.failure} />
      {testing.result !== undefined && (
        <div className={styles.wide}>
          <ProxyFindings test={testing.result} />
        </div>
      )}
    </div>
  )
}
