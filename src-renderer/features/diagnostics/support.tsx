import { Body1, Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { PersonSupportRegular } from '@fluentui/react-icons/svg/person-support'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { Section } from '../../components/section.tsx'
import { SpokenText } from '../../components/spoken-text.tsx'
import { texts } from '../../texts/texts.ts'
import { DiagnosticsPreview } from './diagnostics-preview.tsx'

const useStyles = makeStyles({ text: { margin: 0, color: tokens.colorNeutralForeground2 } })

const gather = (client: AgentClient, _: undefined) => client.diagnostics.create({})

/** What somebody who helps would be told: gathered when it is asked for, read here first, and sent nowhere. */
export function Support() {
  const styles = useStyles()
  const call = useCall(gather)
  const live = useAgentView().connection.phase === 'live'
  const say = texts.support
  return (
    <Section heading={say.heading}>
      <Body1 as="p" className={styles.text}>
        {say.why}
      </Body1>
      <div>
        <Button
          icon={call.running ? <Spinner size="tiny" /> : <PersonSupportRegular />}
          disabledFocusable={call.running || !live}
          onClick={() => call.run(undefined)}
        >
          {call.result === undefined ? say.gather : say.again}
        </Button>
      </div>
      {call.running && (
        <Body1 as="p" className={styles.text}>
          {say.gathering}
        </Body1>
      )}
      {call.result !== undefined && <DiagnosticsPreview diagnostics={call.result} />}
      <CallFailureNote title={say.failed} failure={call.failure} />
      <SpokenText>{call.running ? say.gathering : call.result !== undefined ? say.ready : ''}</SpokenText>
    </Section>
  )
}
