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
import type { FormEvent, ReactNode } from 'react'
import { useAgentView } from '../agent/agent-context.tsx'
import { texts } from '../texts/texts.ts'
import { DangerButton } from './danger-button.tsx'
import { usePageBack } from './use-page-back.ts'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, overflowWrap: 'anywhere' },
})

interface FormDialogProps {
  title: string
  /** What handing it in does: "Save". */
  action: string
  /** Whether something is lost by handing it in. */
  isDangerous?: boolean
  /** Whether it can be handed in; never without a connection, nor twice. */
  ready?: boolean
  running: boolean
  submit: () => void
  close: () => void
  /** What the one button says in place of the two, once it was handed in and there is something to read. */
  finished?: string | undefined
  /** Whether it is left by its buttons alone: neither by a press beside it nor by Escape. */
  staysOpen?: boolean
  children: ReactNode
}

/** What had the focus is gone with the form; without one the dialog would fall silent. */
const focusAtOnce = (button: HTMLElement | null) => button?.focus()

/** A form over the page, with the way out beside the way on. It is drawn while it is open. */
export function FormDialog(props: FormDialogProps) {
  const { title, action, isDangerous = false, ready = true, running, submit, close, finished, staysOpen = false, children } = props
  const styles = useStyles()
  usePageBack()
  const live = useAgentView().connection.phase === 'live'
  const mayGo = ready && live && !running
  const handIn = (event: FormEvent) => {
    event.preventDefault()
    if (mayGo && finished === undefined) submit()
  }
  const Go = isDangerous ? DangerButton : Button
  return (
    <Dialog
      open
      modalType={isDangerous || staysOpen ? 'alert' : 'modal'}
      onOpenChange={(_, { open }) => open || running || staysOpen || close()}
    >
      <DialogSurface aria-describedby={undefined}>
        <form onSubmit={handIn} noValidate>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.content}>{children}</DialogContent>
            <DialogActions>
              {finished === undefined ? (
                <>
                  <Button disabledFocusable={running} onClick={close}>
                    {texts.confirm.cancel}
                  </Button>
                  <Go type="submit" appearance="primary" disabledFocusable={!mayGo} icon={running ? <Spinner size="tiny" /> : null}>
                    {action}
                  </Go>
                </>
              ) : (
                <Button ref={focusAtOnce} appearance="primary" onClick={close}>
                  {finished}
                </Button>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
