import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { useId } from 'react'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { spaces } from '../../components/layout.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  renew: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalXS, maxWidth: spaces(8) },
  why: { color: tokens.colorNeutralForeground2 },
})

const renewNow = (client: AgentClient, certificateId: string) => client.renewals.renewNow({ certificateId })

/** Asks for a renewal. When it cannot be pressed it says why, and keeps its place in the keyboard's order. */
export function RenewButton({ certificate, running }: { certificate: Certificate; running: boolean }) {
  const styles = useStyles()
  const call = useCall(renewNow)
  const { connection } = useAgentView()
  const whyId = useId()
  const why = whyNot(running || call.running, connection.phase === 'live', call.result?.joined === true)
  const disabled = running || call.running || connection.phase !== 'live'
  return (
    <div className={styles.renew}>
      <Button
        appearance="primary"
        icon={<ArrowSyncRegular />}
        disabledFocusable={disabled}
        onClick={() => call.run(certificate.id)}
        {...(why === undefined ? {} : { 'aria-describedby': whyId })}
      >
        {certificate.current === null ? texts.renew.first : texts.renew.now}
      </Button>
      {why !== undefined && (
        <Caption1 id={whyId} className={styles.why}>
          {why}
        </Caption1>
      )}
      <CallFailureNote title={texts.renew.failed} failure={call.failure} />
    </div>
  )
}

function whyNot(running: boolean, live: boolean, joined: boolean): string | undefined {
  if (!live) return texts.renew.unreachable
  if (!running) return undefined
  return joined ? `${texts.renew.joined} ${texts.renew.running}` : texts.renew.running
}
