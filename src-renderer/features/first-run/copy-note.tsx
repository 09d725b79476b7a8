import { Button } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useState } from 'react'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { Note } from '../../components/note.tsx'
import { TypeToConfirm } from '../../components/type-to-confirm/type-to-confirm.tsx'
import { texts } from '../../texts/texts.ts'

const keep = (client: AgentClient, _: undefined) => client.device.keep()

/** Whose data was copied here, and the choice that harms the other: to be it from now on. */
export function CopyNote({ original }: { original: string }) {
  const [asking, setAsking] = useState(false)
  const call = useCall(keep)
  const say = texts.firstRun.copy
  // Closed before anything comes of it: taken away with all of this while it is open, it would leave the page hidden from screen readers.
  const confirm = () => {
    setAsking(false)
    setTimeout(() => call.run(undefined), 100)
  }
  return (
    <>
      <Note intent="warning" title={say.title} actions={<Button onClick={() => setAsking(true)}>{say.keep}</Button>}>
        {say.text(original)}
        {asking && (
          <TypeToConfirm
            title={say.ask}
            losses={say.losses(original)}
            name={original}
            action={say.keep}
            running={call.running}
            failure={undefined}
            failureTitle={say.failed}
            onConfirm={confirm}
            onClose={() => setAsking(false)}
          />
        )}
      </Note>
      <CallFailureNote title={say.failed} failure={call.failure} />
    </>
  )
}
