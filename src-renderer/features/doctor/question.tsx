import { Body1, Button, Caption1, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { StethoscopeRegular } from '@fluentui/react-icons/svg/stethoscope'
import { StopRegular } from '@fluentui/react-icons/svg/stop'
import { type FormEvent, useId, useState } from 'react'
import { useAgent, useAgentView } from '../../agent/agent-context.tsx'
import { spaces } from '../../components/layout.ts'
import { texts } from '../../texts/texts.ts'
import { type Examination, examine, stopExamining } from './examination.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  hint: { flexBasis: '100%', color: tokens.colorNeutralForeground2 },
  name: { flexGrow: 1, minWidth: `min(100%, ${spaces(8)})` },
})

/** What the doctor is asked: about this device, and about a name that is to have a certificate. */
export function Question({ examination: { phase, name: asked } }: { examination: Examination }) {
  const styles = useStyles()
  const { client } = useAgent()
  const live = useAgentView().connection.phase === 'live'
  const [name, setName] = useState(asked)
  const say = texts.doctor
  const hint = useId()
  const running = phase === 'running'
  const look = (event: FormEvent) => {
    event.preventDefault()
    if (running) stopExamining()
    else if (live) void examine(client, name.trim())
  }
  return (
    <form className={styles.form} onSubmit={look}>
      <Field className={styles.name} label={say.name}>
        <Input
          value={name}
          maxLength={253}
          spellCheck={false}
          disabled={running}
          aria-describedby={hint}
          onChange={(_, { value }) => setName(value)}
        />
      </Field>
      {running ? (
        <Button type="submit" icon={<StopRegular />}>
          {say.stop}
        </Button>
      ) : (
        <Button type="submit" appearance="primary" icon={<StethoscopeRegular />} disabledFocusable={!live}>
          {phase === 'none' ? say.look : say.again}
        </Button>
      )}
      <Caption1 id={hint} className={styles.hint}>
        {say.nameHint}
      </Caption1>
      {!live && <Body1>{texts.renew.unreachable}</Body1>}
    </form>
  )
}
