import {
  Body1,
  Body1Strong,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components'
import { plainly, type Said } from '@mylzip/shared/texts/agent-voice.ts'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useAgentView } from '../../agent/agent-context.tsx'
import type { CallFailure } from '../../agent/failures.ts'
import { texts } from '../../texts/texts.ts'
import { AgentSentence } from '../agent-sentence.tsx'
import { CallFailureNote } from '../call-failure-note.tsx'
import { DangerButton } from '../danger-button.tsx'
import { usePageBack } from '../use-page-back.ts'
import { isSameName } from './same-name.policy.ts'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, overflowWrap: 'anywhere' },
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
  usePageBack()
  const [typed, setTyped] = useState('')
  const live = useAgentView().connection.phase === 'live'
  const ready = isSameName(typed, name) && live && !running
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) onConfirm(typed)
  }
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => open || running || onClose()}>
      <DialogSurface aria-describedby={undefined}>
        <form onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.content}>
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
              <Field
                label={texts.confirm.type(name)}
                {...(live ? {} : { validationState: 'warning', validationMessage: texts.confirm.offline })}
              >
                <Input value={typed} onChange={(_, { value }) => setTyped(value)} autoComplete="off" spellCheck={false} />
              </Field>
              <CallFailureNote title={failureTitle} failure={failure} />
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose} disabledFocusable={running}>
                {texts.confirm.cancel}
              </Button>
              <DangerButton type="submit" disabledFocusable={!ready} icon={running ? <Spinner size="tiny" /> : null}>
                {action}
              </DangerButton>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
