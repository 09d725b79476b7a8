import { authorityLabel } from '@mylzip/shared/domain/authorities.policy.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { type Dependent, type DistrustOutcome, distrustOutcome } from '@mylzip/shared/operations/distrust-outcome.policy.ts'
import { useCall } from '../../../agent/use-call.ts'
import { useDates, useNow } from '../../../components/clock.tsx'
import { TypeToConfirm } from '../../../components/type-to-confirm/type-to-confirm.tsx'
import { texts } from '../../../texts/texts.ts'
import type { AuthorityProps } from './authority-row.tsx'

const distrust = (client: AgentClient, directory: string) => client.authorities.distrust({ directory })

/** Before the root is taken away: what depends on it, each certificate by its name. */
export function DistrustDialog({ authority, state, order, changed, close }: AuthorityProps & { close: () => void }) {
  const { directory } = authority
  const say = texts.authorities
  const dates = useDates()
  const now = useNow()
  const call = useCall(distrust, () => {
    close()
    changed()
  })
  const used = order.length > 0 ? order.map((each) => each.directory) : [state.about.directory]
  const day = ({ notAfter }: Dependent) => (notAfter === null ? undefined : dates.day(fromTimestamp(notAfter), now))
  return (
    <TypeToConfirm
      title={say.distrustTitle(authority.label)}
      losses={lossesOf(distrustOutcome(directory, state.certificates, used), day)}
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

function lossesOf({ certificates, newOrders }: DistrustOutcome, day: (one: Dependent) => string | undefined): string[] {
  const say = texts.authorities
  const ofOne = (one: Dependent) => {
    if (one.ordered === 'next') return say.lostNext(one.name)
    if (one.ordered === 'before') return say.lostBefore(one.name)
    return one.renewedAt.length === 0
      ? say.lostAlone(one.name, day(one))
      : say.lostFirst(one.name, one.renewedAt.map(authorityLabel).join(', '))
  }
  const orders = newOrders.there ? [newOrders.elsewhere.length === 0 ? say.lostOrders : say.lostPlace] : []
  const all = [...certificates.map(ofOne), ...orders]
  return all.length === 0 ? [say.lostNothing] : all
}
