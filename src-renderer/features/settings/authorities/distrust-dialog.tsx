import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useCall } from '../../../agent/use-call.ts'
import { TypeToConfirm } from '../../../components/type-to-confirm/type-to-confirm.tsx'
import { texts } from '../../../texts/texts.ts'
import type { AuthorityProps } from './authority-row.tsx'
import { useLosses } from './use-losses.ts'

const distrust = (client: AgentClient, directory: string) => client.authorities.distrust({ directory })

/** Before the root is taken away: what depends on it, each certificate by its name. */
export function DistrustDialog({ close, ...props }: AuthorityProps & { close: () => void }) {
  const { authority, changed } = props
  const { directory } = authority
  const say = texts.authorities
  const losses = useLosses(props)
  const call = useCall(distrust, () => {
    close()
    changed()
  })
  return (
    <TypeToConfirm
      title={say.distrustTitle(authority.label)}
      losses={losses.length === 0 ? [say.lostNothing] : losses}
      name={new URL(directory).host}
      action={say.distrust}
      running={call.running}
      failure={call.failure}
      failureTitle={texts.setting.notSaved}
      onConfirm={() => call.run(directory)}
      onClose={close}
    >
      {say.distrustUnless}
    </TypeToConfirm>
  )
}
