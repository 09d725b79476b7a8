import { Body1, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { About, Certificate, Run } from '@mylzip/shared/operations/values.ts'
import { useEffect } from 'react'
import { useAgentView } from '../../agent/agent-context.tsx'
import { latestRun } from '../../agent/agent-state.ts'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { useDates, useNow } from '../../components/clock.tsx'
import { useShell } from '../../desktop/shell.ts'
import { texts } from '../../texts/texts.ts'
import { firstOfAll } from '../overview/first-of-all.policy.ts'
import { RunAnnouncement, RunSteps } from '../overview/run-progress.tsx'
import { distrustOf } from '../overview/trust.policy.ts'
import { ConnectByName } from './connect-by-name.tsx'
import { FlyoutFoot } from './flyout-foot.tsx'
import { FlyoutHead } from './flyout-head.tsx'
import { deviceName, renewalWords } from './headline.policy.ts'
import { oneThing } from './one-thing.policy.ts'
import { OneThingNote } from './one-thing-note.tsx'
import { UsedByList } from './used-by-list.tsx'

const useStyles = makeStyles({
  page: {
    boxSizing: 'border-box',
    minHeight: '100vh',
    padding: tokens.spacingHorizontalL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
})

const renewNow = (client: AgentClient, certificateId: string) => client.renewals.renewNow({ certificateId })
const resumeRenewals = (client: AgentClient, _: undefined) => client.renewals.resume()

/** What the icon in the notification area opens: enough to see that all is well, and the one thing to do where it is not. */
export function FlyoutPage() {
  const styles = useStyles()
  const { connection, state } = useAgentView()
  const shell = useShell()
  const now = useNow()
  const call = useCall(renewNow)
  const resuming = useCall(resumeRenewals)
  useTitle()
  useEscape(shell.hideFlyout)

  const certificate = firstOfAll(state?.certificates ?? [])
  const run = state && certificate && latestRun(state.runs, certificate.id)
  const running = run?.status === 'running' && run.failure === null ? run : undefined
  const thing = oneThing({ connection: connection.phase, state, readyUpdate: shell.readyUpdate }, now)
  const renew = connection.phase === 'live' && running === undefined && !call.running ? call.run : undefined
  return (
    <main className={styles.page}>
      <FlyoutHead name={deviceName(state?.device ?? null, certificate)} certificate={certificate} about={state?.about} />
      {connection.phase === 'connecting' && <Body1>{texts.loading}</Body1>}
      {thing !== undefined && <OneThingNote thing={thing} renew={renew} resume={() => resuming.run(undefined)} />}
      <CallFailureNote title={texts.renew.failed} failure={call.failure} />
      <CallFailureNote title={texts.setting.notSaved} failure={resuming.failure} />
      <RunAnnouncement run={run} />
      {state !== undefined && certificate !== undefined && <Middle about={state.about} certificate={certificate} run={running} />}
      {state?.device != null && running === undefined && <ConnectByName device={state.device} version={certificate?.current ?? null} />}
      <FlyoutFoot certificate={certificate} renew={renew} plain={thing !== undefined && 'certificate' in thing} />
    </main>
  )
}

/** While a run goes on, its steps; else when the next one comes, and who uses the certificate. */
function Middle({ about, certificate, run }: { about: About; certificate: Certificate; run: Run | undefined }) {
  const dates = useDates()
  const now = useNow()
  if (run !== undefined) return <RunSteps run={run} />
  if (certificate.current === null) return undefined
  const distrust = distrustOf(about, certificate)
  return (
    <>
      <Body1>{renewalWords(certificate, now, dates)}</Body1>
      {distrust !== undefined && <Caption1>{texts.overview.notTrusted[distrust]}</Caption1>}
      <UsedByList version={certificate.current} />
    </>
  )
}

function useTitle(): void {
  useEffect(() => {
    document.title = texts.product
  }, [])
}

/** As every flyout of Windows does. What it closed inside the page already, like a menu, has used the key up. */
function useEscape(hide: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) hide()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [hide])
}
