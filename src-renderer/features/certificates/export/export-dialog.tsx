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
import type { ExportedFile, ExportInput } from '@mylzip/shared/operations/custody.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { type FormEvent, useCallback, useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useCall } from '../../../agent/use-call.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { usePageBack } from '../../../components/use-page-back.ts'
import { texts } from '../../../texts/texts.ts'
import { firstDraft, problemOf, wantedOf } from './export-draft.policy.ts'
import { ExportFields } from './export-fields.tsx'
import { Exported } from './exported.tsx'
import { saveExported } from './save-exported.ts'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, overflowWrap: 'anywhere' },
})

const give = (client: AgentClient, wanted: ExportInput) => client.certificates.export(wanted)

/** What had the focus is gone with the form; without one the dialog would fall silent. */
const focusAtOnce = (button: HTMLElement | null) => button?.focus()

interface ExportDialogProps {
  certificate: Certificate
  close: () => void
  exported: () => void
}

/** Gives the certificate out as a file. A password that was made for it is shown as long as this is open, and never again. */
export function ExportDialog({ certificate, close, exported }: ExportDialogProps) {
  const styles = useStyles()
  usePageBack()
  const [draft, setDraft] = useState(firstDraft)
  const [asked, setAsked] = useState(false)
  const save = useCallback(
    (file: ExportedFile) => {
      saveExported(file)
      exported()
    },
    [exported],
  )
  const call = useCall(give, save)
  const live = useAgentView().connection.phase === 'live'
  const say = texts.exporting
  const problem = problemOf(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (problem === undefined && live) call.run(wantedOf(certificate.id, draft))
  }
  const file = call.result
  return (
    <Dialog
      open
      modalType={file?.oneTimePassword == null ? 'modal' : 'alert'}
      onOpenChange={(_, { open }) => open || call.running || close()}
    >
      <DialogSurface aria-describedby={undefined}>
        <form onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{say.title(certificate.names[0] ?? '')}</DialogTitle>
            <DialogContent className={styles.content}>
              {file === undefined ? (
                <ExportFields draft={draft} onChange={setDraft} problem={asked ? problem : undefined} />
              ) : (
                <Exported file={file} />
              )}
              <CallFailureNote title={say.failed} failure={call.failure} />
            </DialogContent>
            {file === undefined ? (
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
