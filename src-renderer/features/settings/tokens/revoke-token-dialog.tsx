import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { LocalToken } from '@mylzip/shared/operations/tokens.ts'
import { useCall } from '../../../agent/use-call.ts'
import { TypeToConfirm } from '../../../components/type-to-confirm/type-to-confirm.tsx'
import { texts } from '../../../texts/texts.ts'

const revoke = (client: AgentClient, tokenId: string) => client.tokens.revoke({ tokenId })

export function RevokeTokenDialog(props: { token: LocalToken; revoked: () => void; close: () => void }) {
  const { id, label } = props.token
  const say = texts.tokens
  const call = useCall(revoke, () => {
    props.close()
    props.revoked()
  })
  return (
    <TypeToConfirm
      title={say.revokeTitle(label)}
      losses={say.revokeLosses}
      name={label}
      action={say.revoke}
      running={call.running}
      failure={call.failure}
      failureTitle={say.notRevoked}
      onConfirm={() => call.run(id)}
      onClose={props.close}
    />
  )
}
