import { Button, Caption1, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ShieldCheckmarkRegular } from '@fluentui/react-icons/svg/shield-checkmark'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { Section } from '../../components/section.tsx'
import { SpokenText } from '../../components/spoken-text.tsx'
import { texts } from '../../texts/texts.ts'
import { IntegrityReport } from './integrity-report.tsx'
import { SaveLog } from './save-log.tsx'

const useStyles = makeStyles({ why: { color: tokens.colorNeutralForeground2 } })

const verify = (client: AgentClient, _: undefined) => client.audit.verify()

/** Has the agent check its log from the first entry to the last, and says what that found. */
export function IntegrityCheck() {
  const styles = useStyles()
  const call = useCall(verify)
  const button = (
    <Button
      icon={call.running ? <Spinner size="tiny" /> : <ShieldCheckmarkRegular />}
      disabledFocusable={call.running}
      onClick={() => call.run(undefined)}
    >
      {texts.integrity.check}
    </Button>
  )
  return (
    <Section heading={texts.integrity.heading} action={button}>
      <Caption1 className={styles.why}>{texts.integrity.why}</Caption1>
      <SpokenText>{call.running ? texts.integrity.checking : ''}</SpokenText>
      {call.result !== undefined && <IntegrityReport report={call.result} />}
      <CallFailureNote title={texts.integrity.failed} failure={call.failure} />
      <SaveLog />
    </Section>
  )
}
