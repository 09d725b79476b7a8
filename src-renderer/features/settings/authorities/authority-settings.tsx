import { Body1, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { authorityLabel } from '@mylzip/shared/domain/authorities.policy.ts'
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

const useStyles = makeStyles({
  soft: { color: tokens.colorNeutralForeground2 },
})

const read = async (client: AgentClient) => {
  const [authorities, policy] = await Promise.all([client.authorities.list(), client.policy.get()])
  return { authorities, policy }
}

/** Where new certificates are ordered, in which order, and what is agreed with each authority. */
export function AuthoritySettings({ state }: { state: Pick<AgentState, 'about' | 'certificates' | 'device'> }) {
  const styles = useStyles()
  const { value, reading, failure, again } = useReading(read, state.device?.name)
  const say = texts.authorities
  const order = inOrder(value?.authorities ?? [])
  const others = (value?.authorities ?? []).filter(({ position }) => position === null)
  const set = value?.policy?.rules.authorities
  const common = { state, order, changed: again, isOrderSet: set !== undefined, isAccountSet: value?.policy?.rules.account !== undefined }
  return (
    <SettingGroup heading={say.heading} explanation={say.explanation}>
      {value === undefined && reading && <LoadingLines label={say.loading} />}
      {failure !== undefined && <CallFailureNote title={say.unread} failure={failure} />}
      {set !== undefined && (
        <Note intent="info" title={texts.setting.byOrganisation}>
          {say.orderSet(set.map(authorityLabel).join(', '))}
        </Note>
      )}
      {value !== undefined && order.length === 0 && set === undefined && <Body1>{say.usual(authorityLabel(state.about.directory))}</Body1>}
      {order.map((authority) => (
        <AuthorityRow key={authority.directory} authority={authority} {...common} />
      ))}
      {value !== undefined && set === undefined && <AddAuthority order={order} changed={again} />}
      {others.length > 0 && <Caption1 className={styles.soft}>{say.others}</Caption1>}
      {others.map((authority) => (
        <AuthorityRow key={authority.directory} authority={authority} {...common} />
      ))}
    </SettingGroup>
  )
}
