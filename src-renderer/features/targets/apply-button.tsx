import { Body1, Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Target } from '@mylzip/shared/operations/targets.ts'
import { useId } from 'react'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { spaces } from '../../components/layout.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  apply: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalXS, maxWidth: spaces(10) },
})

const apply = (client: AgentClient, targetId: string) => client.targets.apply({ targetId })

/** Has it told now, and says whether it was seen with the certificate. */
export function ApplyButton({ target, told }: { target: Target; told: () => void }) {
  const styles = useStyles()
  const say = texts.targets.detail
  const call = useCall(apply, told)
  const live = useAgentView().connection.phase === 'live'
  const saysId = useId()
  const says = !live
    ? say.offline
    : call.running
      ? say.applying
      : call.result === undefined
        ? ''
        : call.result.consumer?.verifiedAt
          ? say.applied
          : say.appliedUnseen
  return (
    <div className={styles.apply}>
      <Button
        appearance="primary"
        icon={call.running ? <Spinner size="tiny" /> : <ArrowSyncRegular />}
        disabledFocusable={call.running || !live || !target.allowed}
        onClick={() => call.run(target.id)}
        aria-describedby={saysId}
      >
        {say.apply}
      </Button>
      <Body1 id={saysId} role="status">
        {says}
      </Body1>
      <CallFailureNote title={say.applyFailed} failure={call.failure} />
    </div>
  )
}
