import { Body1, Body1Strong, Caption1, makeStyles, Switch, tokens } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Device } from '@mylzip/shared/operations/values.ts'
import { type ReactNode, useId } from 'react'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { spaces } from '../../components/layout.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  setting: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  switch: { display: 'flex', alignItems: 'center', marginInlineStart: 'auto' },
  words: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    flexGrow: 1,
    flexBasis: 0,
    minWidth: `min(100%, ${spaces(8)})`,
  },
  soft: { color: tokens.colorNeutralForeground2 },
})

interface SettingProps {
  title: string
  explanation: string
  /** What it costs or opens, which a person must know before they agree. */
  consequence?: string
  on: boolean
  change: (client: AgentClient, on: boolean) => Promise<Device>
  children?: ReactNode
}

/** A switch that is effective at once. It shows what the agent says, never what was merely wished. */
export function Setting({ title, explanation, consequence, on, change, children }: SettingProps) {
  const styles = useStyles()
  const call = useCall(change)
  const live = useAgentView().connection.phase === 'live'
  const titleId = useId()
  const whyId = useId()
  return (
    <div className={styles.setting}>
      <div className={styles.row}>
        <div className={styles.words}>
          <Body1Strong id={titleId}>{title}</Body1Strong>
          <div id={whyId} className={styles.words}>
            <Body1>{explanation}</Body1>
            {consequence !== undefined && <Caption1 className={styles.soft}>{consequence}</Caption1>}
          </div>
        </div>
        <div className={styles.switch}>
          <Body1 aria-hidden="true">{on ? texts.settings.on : texts.settings.off}</Body1>
          <Switch
            checked={on}
            disabled={call.running || !live}
            aria-labelledby={titleId}
            aria-describedby={whyId}
            onChange={(_, { checked }) => call.run(checked)}
          />
        </div>
      </div>
      <CallFailureNote title={texts.settings.notSaved} failure={call.failure} />
      {children}
    </div>
  )
}
