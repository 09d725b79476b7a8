import { Field, Select } from '@fluentui/react-components'
import type { RevocationReason } from '@mylzip/shared/domain/revocation-reasons.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { useCallback, useState } from 'react'
import { useCall } from '../../../agent/use-call.ts'
import { useReading } from '../../../agent/use-reading.ts'
import { TypeToConfirm } from '../../../components/type-to-confirm/type-to-confirm.tsx'
import { texts } from '../../../texts/texts.ts'
import { Effects } from '../effects.tsx'

const revoke = (client: AgentClient, wanted: { certificateId: string; reason: RevocationReason }) => client.certificates.revoke(wanted)

/** What it means for programs is shown for the reason that was chosen: an exposed key takes its successor's along. */
export function RevokeDialog({ certificate: { id, names }, close }: { certificate: Certificate; close: () => void }) {
  const [reason, setReason] = useState<RevocationReason>('unspecified')
  const call = useCall(revoke, close)
  const say = texts.revoking
  const name = names[0] ?? ''
  return (
    <TypeToConfirm
      title={say.title(name)}
      losses={say.losses}
      name={name}
      action={say.go}
      running={call.running}
      failure={call.failure}
      failureTitle={say.failed}
      onConfirm={() => call.run({ certificateId: id, reason })}
      onClose={close}
    >
      <Field label={say.reason}>
        <Select value={reason} onChange={(_, { value }) => setReason(value as RevocationReason)}>
          {Object.entries(say.reasons).map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      <RevocationEffects key={reason} certificateId={id} reason={reason} />
    </TypeToConfirm>
  )
}

/** Drawn anew for each reason: what another one would have meant is not told of this one. */
function RevocationEffects({ certificateId, reason }: { certificateId: string; reason: RevocationReason }) {
  const ask = useCallback(
    (client: AgentClient) => client.consumers.preview({ certificateId, change: 'revoke', reason }),
    [certificateId, reason],
  )
  return <Effects preview={useReading(ask, undefined)} />
}
