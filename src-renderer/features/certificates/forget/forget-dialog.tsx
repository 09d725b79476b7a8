import { Checkbox } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { ForgetInput } from '@mylzip/shared/operations/custody.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { useCallback, useState } from 'react'
import { useCall } from '../../../agent/use-call.ts'
import { useReading } from '../../../agent/use-reading.ts'
import { TypeToConfirm } from '../../../components/type-to-confirm/type-to-confirm.tsx'
import { texts } from '../../../texts/texts.ts'
import { Effects } from '../effects.tsx'

const forget = (client: AgentClient, wanted: ForgetInput) => client.certificates.forget(wanted)

interface ForgetDialogProps {
  certificate: Certificate
  close: () => void
  forgotten: () => void
}

/** Ends its management. Where it is taken out of the store as well, the programs that lose it are named first. */
export function ForgetDialog({ certificate: { id, names }, close, forgotten }: ForgetDialogProps) {
  const [alsoFromStore, setAlsoFromStore] = useState(false)
  const [evenIfUsed, setEvenIfUsed] = useState(false)
  const call = useCall(forget, forgotten)
  const change = alsoFromStore ? 'remove-from-store' : 'forget'
  const { failure, reading, value } = useReading(
    useCallback((client: AgentClient) => client.consumers.preview({ certificateId: id, change }), [id, change]),
    undefined,
  )
  // What the other choice would have meant is not told of this one, also where the programs cannot be asked anew.
  const preview = value?.change === change ? value : undefined
  const say = texts.forgetting
  const name = names[0] ?? ''
  const isLost = preview?.effects.some(({ effect }) => effect === 'loses') === true
  return (
    <TypeToConfirm
      title={say.title(name)}
      losses={alsoFromStore ? [...say.losses, say.lossFromStore] : say.losses}
      name={name}
      action={say.go}
      running={call.running}
      failure={call.failure}
      failureTitle={say.failed}
      onConfirm={(typed) => call.run({ certificateId: id, name: typed, alsoFromStore, evenIfUsed: alsoFromStore && evenIfUsed })}
      onClose={close}
    >
      <Checkbox checked={alsoFromStore} onChange={(_, { checked }) => setAlsoFromStore(checked === true)} label={say.alsoFromStore} />
      <Effects preview={{ failure, reading, value: preview }} />
      {alsoFromStore && isLost && (
        <Checkbox checked={evenIfUsed} onChange={(_, { checked }) => setEvenIfUsed(checked === true)} label={say.evenIfUsed} />
      )}
    </TypeToConfirm>
  )
}
