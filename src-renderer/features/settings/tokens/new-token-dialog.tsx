import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { NewLocalToken } from '@mylzip/shared/operations/tokens.ts'
import { type FormEvent, useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useCall } from '../../../agent/use-call.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { useNow } from '../../../components/clock.tsx'
import { usePageBack } from '../../../components/use-page-back.ts'
import { texts } from '../../../texts/texts.ts'
import { MadeToken } from './made-token.tsx'
import { firstDraft, problemOf, wantedOf } from './new-token.policy.ts'
import { NewTokenFields } from './new-token-fields.tsx'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, overflowWrap: 'anywhere' },
})

const make = (client: AgentClient, wanted: NewLocalToken) => client.tokens.create(wanted)

/** What had the focus is gone with the form; without one the dialog would fall silent. */
const focusAtOnce = (button: HTMLElement | null) => button?.focus()

/** Makes a token, and shows it as long as this is open and never again. */
export function NewTokenDialog({ made, close }: { made: () => void; close: () => void }) {
  const styles = useStyles()
  usePageBack()
  const [draft, setDraft] = useState(firstDraft)
  const [asked, setAsked] = useState(false)
  const call = useCall(make, made)
  const live = useAgentView().connection.phase === 'live'
  const problem = problemOf(draft, useNow())
  const say = texts.tokens
  const answer = call.result
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (problem === undefined && live) call.run(wantedOf(draft))
  }
  // Once the token is shown, no key and no press beside it loses it: only whoever says that it is kept closes it.
  const mayLeave = !call.running && answer === undefined
  return (
    <Dialog open modalType={answer === undefined ? 'modal' : 'alert'} onOpenChange={(_, { open }) => open || !mayLeave || close()}>
      <DialogSurface aria-describedby={undefined}>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{answer === undefined ? say.newTitle : say.madeTitle(answer.token.label)}</DialogTitle>
            <DialogContent className={styles.content}>
              {answer === undefined ? (
                <NewTokenFields draft={draft} onChange={setDraft} problem={asked ? problem : undefined} />
              ) : (
                <MadeToken secret={answer.secret} />
              )}
              <CallFailureNote title={say.notMade} failure={call.failure} />
            </DialogContent>
            {answer === undefined ? (
              <DialogActions>
                <Button disabledFocusable={call.running} onClick={close}>
                  {texts.confirm.cancel}
                </Button>
                <Button
                  type="submit"
                  appearance="primary"
                  disabledFocusable={call.running || !live}
                  icon={call.running ? <Spinner size="tiny" /> : null}
                >
                  {say.go}
                </Button>
              </DialogActions>
            ) : (
              <DialogActions>
                <Button ref={focusAtOnce} appearance="primary" onClick={close}>
                  {say.finished}
                </Button>
              </DialogActions>
            )}
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
