import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down'
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import type { Authority, AuthorityChoice } from '@mylzip/shared/operations/authorities.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useAgentView } from '../../../agent/agent-context.tsx'
import type { AgentState } from '../../../agent/agent-state.ts'
import { useCall } from '../../../agent/use-call.ts'
import { Facts } from '../../../components/facts.tsx'
import { More } from '../../../components/more.tsx'
import { SettingRow } from '../../../components/setting-row.tsx'
import { texts } from '../../../texts/texts.ts'
import { AuthorityAccount } from './authority-account.tsx'
import { AuthorityRoots } from './authority-roots.tsx'
import { moved } from './order.policy.ts'

const useStyles = makeStyles({ inside: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL } })

const setOrder = (client: AgentClient, authorities: AuthorityChoice[]) => client.authorities.setOrder({ authorities })
const remove = (client: AgentClient, directory: string) => client.authorities.remove({ directory })

export interface AuthorityProps {
  authority: Authority
  state: Pick<AgentState, 'about' | 'certificates'>
  /** Those of the person's order, of which this may be one. */
  order: readonly Authority[]
  /** By the organisation: the order, which then counts in place of the person's; and whose account is used. */
  set: readonly string[] | undefined
  isAccountSet: boolean
  changed: () => void
}

/** One authority: its place in the order, how this device stands there and, folded away, what can be agreed with it. */
export function AuthorityRow(props: AuthorityProps) {
  const { authority, changed, order, set } = props
  const { directory, label, position } = authority
  const styles = useStyles()
  const say = texts.authorities
  const ordering = useCall(setOrder, changed)
  const removing = useCall(remove, changed)
  const live = useAgentView().connection.phase === 'live'
  const busy = ordering.running || removing.running || !live
  const place = order.findIndex((each) => each.directory === directory)
  return (
    <SettingRow
      title={position === null ? label : say.numbered(position + 1, label)}
      explanation={say.standing(authority)}
      failure={ordering.failure ?? removing.failure}
      {...(position !== null &&
        set === undefined && {
          control: () => (
            <>
              <Button
                icon={<ArrowUpRegular />}
                appearance="subtle"
                title={say.up}
                aria-label={`${say.up}: ${label}`}
                disabledFocusable={busy || place <= 0}
                onClick={() => ordering.run(moved(order, directory, -1))}
              />
              <Button
                icon={<ArrowDownRegular />}
                appearance="subtle"
                title={say.down}
                aria-label={`${say.down}: ${label}`}
                disabledFocusable={busy || place === order.length - 1}
                onClick={() => ordering.run(moved(order, directory, 1))}
              />
              <Button
                icon={<DismissRegular />}
                appearance="subtle"
                title={say.remove}
                aria-label={`${say.remove}: ${label}`}
                disabledFocusable={busy}
                onClick={() => removing.run(directory)}
              />
            </>
          ),
        })}
    >
      <More summary={say.details(label)}>
        <div className={styles.inside}>
          <Facts facts={[{ term: say.directory, value: directory, copy: directory, code: true }]} />
          <AuthorityAccount {...props} />
          <AuthorityRoots {...props} />
        </div>
      </More>
    </SettingRow>
  )
}
