import { Body1 } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { ConfigureInput } from '@mylzip/shared/operations/custody.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { useState } from 'react'
import { useCall } from '../../../agent/use-call.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { FormDialog } from '../../../components/form-dialog.tsx'
import { texts } from '../../../texts/texts.ts'
import { changesOf, draftOf } from './choices-draft.policy.ts'
import { ChoicesFields } from './choices-fields.tsx'

const configure = (client: AgentClient, changes: ConfigureInput) => client.certificates.configure(changes)

/** Other choices for what is managed already; they hold from the next renewal on. */
export function ChoicesDialog({ certificate, close }: { certificate: Certificate; close: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(certificate))
  const call = useCall(configure, close)
  const say = texts.choices
  const changes = changesOf(certificate, draft)
  return (
    <FormDialog
      title={say.title(certificate.names[0] ?? '')}
      action={say.save}
      ready={changes !== undefined}
      running={call.running}
      submit={() => changes && call.run(changes)}
      close={close}
    >
      <Body1>{say.why}</Body1>
      <ChoicesFields certificate={certificate} draft={draft} onChange={setDraft} />
      <CallFailureNote title={say.failed} failure={call.failure} />
    </FormDialog>
  )
}
