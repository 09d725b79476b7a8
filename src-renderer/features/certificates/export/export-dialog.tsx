import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { ExportedFile, ExportInput } from '@mylzip/shared/operations/custody.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { useCallback, useState } from 'react'
import { useCall } from '../../../agent/use-call.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { FormDialog } from '../../../components/form-dialog.tsx'
import { useShownOnce } from '../../../components/use-shown-once.ts'
import { texts } from '../../../texts/texts.ts'
import { firstDraft, problemOf, wantedOf } from './export-draft.policy.ts'
import { ExportFields } from './export-fields.tsx'
import { Exported } from './exported.tsx'
import { saveExported } from './save-exported.ts'

const give = (client: AgentClient, wanted: ExportInput) => client.certificates.export(wanted)

interface ExportDialogProps {
  certificate: Certificate
  close: () => void
  exported: () => void
}

/** Gives the certificate out as a file. A password that was made for it is shown as long as this is open, and never again. */
export function ExportDialog({ certificate, close, exported }: ExportDialogProps) {
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
  const say = texts.exporting
  const problem = problemOf(draft)
  const submit = () => {
    setAsked(true)
    if (problem === undefined) call.run(wantedOf(certificate.id, draft))
  }
  const file = call.result
  const isShown = file?.oneTimePassword != null
  useShownOnce({ close, isIdle: file === undefined && !call.running, isShown })
  return (
    <FormDialog
      title={say.title(certificate.names[0] ?? '')}
      action={say.go}
      running={call.running}
      submit={submit}
      close={close}
      staysOpen={isShown}
      finished={file && say.finished}
    >
      {file === undefined ? (
        <ExportFields draft={draft} onChange={setDraft} problem={asked ? problem : undefined} />
      ) : (
        <Exported file={file} />
      )}
      <CallFailureNote title={say.failed} failure={call.failure} />
    </FormDialog>
  )
}
