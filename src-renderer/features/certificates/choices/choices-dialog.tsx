import {
  Body1,
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
import type { ConfigureInput } from '@mylzip/shared/operations/custody.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { type FormEvent, useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useCall } from '../../../agent/use-call.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { usePageBack } from '../../../components/use-page-back.ts'
import { texts } from '../../../texts/texts.ts'
import { changesOf, draftOf } from './choices-draft.policy.ts'
import { ChoicesFields } from './choices-fields.tsx'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, overflowWrap: 'anywhere' },
})

const configure = (client: AgentClient, changes: ConfigureInput) => client.certificates.configure(changes)

/** Other choices for what is managed already; they hold from the next renewal on. */
export function ChoicesDialog({ certificate, close }: { certificate: Certificate; close: () => void }) {
  const styles = useStyles()
  usePageBack()
  const [draft, setDraft] = useState(() => draftOf(certificate))
  const call = useCall(configure, close)
  const live = useAgentView().connection.phase === 'live'
  const say = texts.choices
  const changes = changesOf(certificate, draft)
  const ready = changes !== undefined && live && !call.running
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) call.run(changes)
  }
  return (
    <Dialog open onOpenChange={(_, { open }) => open || call.running || close()}>
      <DialogSurface aria-describedby={undefined}>
        <form onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{say.title(certificate.names[0] ?? '')}</DialogTitle>
            <DialogContent className={styles.content}>
              <Body1>{say.why}</Body1>
              <ChoicesFields certificate={certificate} draft={draft} onChange={setDraft} />
              <CallFailureNote title={say.failed} failure={call.failure} />
            </DialogContent>
            <DialogActions>
              <Button disabledFocusable={call.running} onClick={close}>
                {texts.confirm.cancel}
              </Button>
              <Button type="submit" appearance="primary" disabledFocusable={!ready} icon={call.running ? <Spinner size="tiny" /> : null}>
                {say.save}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
