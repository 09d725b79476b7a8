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
import { usePageBack } from './use-page-back.ts'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, overflowWrap: 'anywhere' },
})

interface FormDialogProps {
  title: string
  /** What handing it in does: "Save". */
  action: string
  /** Whether it can be handed in; never without a connection, nor twice. */
  ready?: boolean
  running: boolean
  submit: () => void
  close: () => void
  /** The button in place of the two, once it was handed in and there is something to read. */
  finished?: ReactNode
  /** Whether it is left by its buttons alone: neither by a press beside it nor by Escape. */
  isAlert?: boolean
  children: ReactNode
}

/** A form over the page, with the way out beside the way on. It is drawn while it is open. */
export function FormDialog({ title, action, ready = true, running, submit, close, finished, isAlert = false, children }: FormDialogProps) {
  const styles = useStyles()
  usePageBack()
  const live = useAgentView().connection.phase === 'live'
  const mayGo = ready && live && !running
  const handIn = (event: FormEvent) => {
    event.preventDefault()
    if (mayGo && finished === undefined) submit()
  }
  return (
    <Dialog open modalType={isAlert ? 'alert' : 'modal'} onOpenChange={(_, { open }) => open || running || isAlert || close()}>
      <DialogSurface aria-describedby={undefined}>
        <form onSubmit={handIn} noValidate>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.content}>{children}</DialogContent>
            <DialogActions>
              {finished ?? (
                <>
                  <Button disabledFocusable={running} onClick={close}>
                    {texts.confirm.cancel}
                  </Button>
                  <Button type="submit" appearance="primary" disabledFocusable={!mayGo} icon={running ? <Spinner size="tiny" /> : null}>
                    {action}
                  </Button>
                </>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
