import { Body1, Body1Strong, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { plainly, type Said } from '@mylzip/shared/texts/agent-voice.ts'
import { type ReactNode, useState } from 'react'
import { useAgentView } from '../../agent/agent-context.tsx'
import type { CallFailure } from '../../agent/failures.ts'
import { texts } from '../../texts/texts.ts'
import { AgentSentence } from '../agent-sentence.tsx'
import { CallFailureNote } from '../call-failure-note.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { isSameName } from './same-name.policy.ts'

const useStyles = makeStyles({
  losses: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
})

interface TypeToConfirmProps {
  /** What is about to be done: "Forget this certificate?". */
  title: string
  /** What will be lost, a sentence each. */
  losses: Said
  /** What has to be typed. */
  name: string
  /** What the red button does: "Forget it". */
  action: string
  running: boolean
  failure: CallFailure | undefined
  /** Said before the refusal: "It was not forgotten." */
  failureTitle: string
  onConfirm: (typed: string) => void
  onClose: () => void
  /** What else there is to see or to choose before. */
  children?: ReactNode
}

/** Says what will be lost, and does it only for who has typed the name. It is drawn while it is open, so that it always begins empty. */
export function TypeToConfirm(props: TypeToConfirmProps) {
  const { title, losses, name, action, running, failure, failureTitle, onConfirm, onClose, children } = props
  const styles = useStyles()
  const [typed, setTyped] = useState('')
  const live = useAgentView().connection.phase === 'live'
  return (
    <FormDialog
      title={title}
      action={action}
      isDangerous
      ready={isSameName(typed, name)}
      running={running}
      submit={() => onConfirm(typed)}
      close={onClose}
    >
      {losses.length > 0 && (
        <div>
          <Body1Strong>{texts.confirm.lost}</Body1Strong>
          <ul className={styles.losses}>
            {losses.map((loss) => (
              <li key={plainly([loss])}>
                <Body1>
                  <AgentSentence said={[loss]} />
                </Body1>
              </li>
            ))}
          </ul>
        </div>
      )}
      {children}
      <Field label={texts.confirm.type(name)} {...(live ? {} : { validationState: 'warning', validationMessage: texts.confirm.offline })}>
        <Input value={typed} onChange={(_, { value }) => setTyped(value)} autoComplete="off" spellCheck={false} />
      </Field>
      <CallFailureNote title={failureTitle} failure={failure} />
    </FormDialog>
  )
}
