import { Button } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useState } from 'react'
import { useCall } from '../../agent/use-call.ts'
import { Note } from '../../components/note.tsx'
import { TypeToConfirm } from '../../components/type-to-confirm/type-to-confirm.tsx'
import { texts } from '../../texts/texts.ts'

const keep = (client: AgentClient, _: undefined) => client.device.keep()

/** Whose data was copied here, and the choice that harms the other: to be it from now on. */
export function CopyNote({ original }: { original: string }) {
  const [asking, setAsking] = useState(false)
  const call = useCall(keep)
  const say = texts.firstRun.copy
  return (
    <Note intent="warning" title={say.title} actions={<Button onClick={() => setAsking(true)}>{say.keep}</Button>}>
      {say.text(original)}
      {asking && (
        <TypeToConfirm
          title={say.ask}
          losses={say.losses(original)}
          name={original}
          action={say.keep}
          running={call.running}
          failure={call.failure}
          failureTitle={say.failed}
          onConfirm={() => call.run(undefined)}
          onClose={() => setAsking(false)}
        />
      )}
    </Note>
  )
}
