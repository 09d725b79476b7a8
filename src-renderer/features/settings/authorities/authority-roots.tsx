import { Body1, Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { publicAuthorityAt } from '@mylzip/shared/domain/authorities.policy.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useCall } from '../../../agent/use-call.ts'
import { useDates, useNow } from '../../../components/clock.tsx'
import { SettingRow } from '../../../components/setting-row.tsx'
import { texts } from '../../../texts/texts.ts'
import type { AuthorityProps } from './authority-row.tsx'
import { DistrustDialog } from './distrust-dialog.tsx'
import { TrustFileButton } from './trust-file-button.tsx'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  root: { display: 'flex', flexDirection: 'column' },
  soft: { color: tokens.colorNeutralForeground2 },
  code: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
})

const trust = (client: AgentClient, given: { directory: string; roots: string }) => client.authorities.trust(given)

/** What an authority of one's own is trusted by, given as a file and taken away again. A public one is trusted as the machine does. */
export function AuthorityRoots(props: AuthorityProps) {
  const { authority, changed } = props
  const { directory, roots } = authority
  const styles = useStyles()
  const say = texts.authorities
  const trusting = useCall(trust, changed)
  const live = useAgentView().connection.phase === 'live'
  const dates = useDates()
  const now = useNow()
  const [asking, setAsking] = useState(false)
  if (publicAuthorityAt(directory) !== undefined && roots.length === 0) return null
  return (
    <SettingRow
      title={say.roots}
      explanation={roots.length === 0 ? say.rootsNone : say.rootsWhy}
      failure={trusting.failure}
      control={() => (
        <>
          <TrustFileButton
            words={roots.length === 0 ? say.trust : say.trustOther}
            disabled={trusting.running || !live}
            give={(given) => trusting.run({ directory, roots: given })}
          />
          {roots.length > 0 && (
            <Button disabledFocusable={!live} onClick={() => setAsking(true)}>
              {say.distrust}
            </Button>
          )}
        </>
      )}
    >
      {roots.length > 0 && (
        <ul className={styles.list}>
          {roots.map((root) => (
            <li key={root.sha256} className={styles.root}>
              <Body1>{root.name}</Body1>
              <Caption1 className={styles.soft}>{say.rootEnds(dates.day(fromTimestamp(root.notAfter), now))}</Caption1>
              <Caption1 className={styles.code}>{root.sha256}</Caption1>
            </li>
          ))}
        </ul>
      )}
      {asking && <DistrustDialog {...props} close={() => setAsking(false)} />}
    </SettingRow>
  )
}
