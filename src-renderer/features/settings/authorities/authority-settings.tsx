import { Body1 } from '@fluentui/react-components'
import { authorityLabel } from '@mylzip/shared/domain/authorities.policy.ts'
import type { Authority } from '@mylzip/shared/operations/authorities.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { AgentState } from '../../../agent/agent-state.ts'
import { useReading } from '../../../agent/use-reading.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { LoadingLines } from '../../../components/loading-lines.tsx'
import { Note } from '../../../components/note.tsx'
import { SettingGroup } from '../../../components/setting-group.tsx'
import { texts } from '../../../texts/texts.ts'
import { AddAuthority } from './add-authority.tsx'
import { AuthorityRow } from './authority-row.tsx'
import { inOrder } from './order.policy.ts'

const read = async (client: AgentClient) => {
  const [authorities, policy] = await Promise.all([client.authorities.list(), client.policy.get()])
  return { authorities, policy }
}

/** Where new certificates are ordered, in which order, and what is agreed with each authority. */
export function AuthoritySettings({ state }: { state: Pick<AgentState, 'about' | 'certificates' | 'device'> }) {
  const { value, reading, failure, again } = useReading(read, state.device?.name)
  const say = texts.authorities
  const order = inOrder(value?.authorities ?? [])
  const isUsual = ({ directory }: Authority) => order.length === 0 && directory === state.about.directory
  const unordered = (value?.authorities ?? []).filter(({ position }) => position === null)
  const others = unordered.filter((authority) => !isUsual(authority))
  const set = value?.policy?.rules.authorities
  const common = { state, order, changed: again, set, isAccountSet: value?.policy?.rules.account !== undefined }
  const rows = (some: readonly Authority[]) =>
    some.map((authority) => <AuthorityRow key={authority.directory} authority={authority} {...common} />)
  return (
    <>
      <SettingGroup heading={say.heading} explanation={say.explanation}>
        {value === undefined && reading && <LoadingLines label={say.loading} />}
        {failure !== undefined && <CallFailureNote title={say.unread} failure={failure} />}
        {set !== undefined && (
          <Note intent="info" title={texts.setting.byOrganisation}>
            {say.orderSet(set.map(authorityLabel).join(', '))}
          </Note>
        )}
        {value !== undefined && order.length === 0 && set === undefined && (
          <Body1>{say.usual(authorityLabel(state.about.directory))}</Body1>
        )}
        {rows([...order, ...unordered.filter(isUsual)])}
        {value !== undefined && set === undefined && <AddAuthority order={order} changed={again} />}
      </SettingGroup>
      {others.length > 0 && (
        <SettingGroup heading={say.others} explanation={say.othersWhy}>
          {rows(others)}
        </SettingGroup>
      )}
    </>
  )
}
