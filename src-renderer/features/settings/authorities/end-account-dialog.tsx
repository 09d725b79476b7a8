import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useCall } from '../../../agent/use-call.ts'
import { TypeToConfirm } from '../../../components/type-to-confirm/type-to-confirm.tsx'
import { texts } from '../../../texts/texts.ts'
import type { AuthorityProps } from './authority-row.tsx'
import { useLosses } from './use-losses.ts'

const deactivate = (client: AgentClient, directory: string) => client.authorities.deactivate({ directory })

/** Before the account is given up for good: what it was for, and what depends on it until another one is opened. */
export function EndAccountDialog({ close, ...props }: AuthorityProps & { close: () => void }) {
  const { account, directory, label, uses } = props.authority
  const say = texts.authorities
  const dependent = useLosses(props)
  const call = useCall(deactivate, () => {
    close()
    props.changed()
  })
  const losses = [
    say.lostAccount,
    say.lostRevoking,
    ...(account.bindingKeyId === null ? [] : [say.lostBinding(account.bindingKeyId)]),
    // What the team's account orders goes on.
    ...(uses === 'team' ? [] : dependent),
  ]
  return (
    <TypeToConfirm
      title={say.endTitle(label)}
      losses={losses}
      name={new URL(directory).host}
      action={say.end}
      running={call.running}
      failure={call.failure}
      failureTitle={say.notEnded}
      onConfirm={() => call.run(directory)}
      onClose={close}
    >
      {uses === 'team' ? say.endTeam : say.endUntil}
    </TypeToConfirm>
  )
}
