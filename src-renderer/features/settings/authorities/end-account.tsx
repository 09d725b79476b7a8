import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { SettingRow } from '../../../components/setting-row.tsx'
import { texts } from '../../../texts/texts.ts'
import type { AuthorityProps } from './authority-row.tsx'
import { EndAccountDialog } from './end-account-dialog.tsx'

/** The account, given up for good by who has read what it was for. */
export function EndAccount(props: AuthorityProps) {
  const say = texts.authorities
  const live = useAgentView().connection.phase === 'live'
  const [asking, setAsking] = useState(false)
  return (
    <SettingRow
      title={say.endHeading}
      explanation={say.endWhy}
      control={(described) => (
        <Button aria-describedby={described['aria-describedby']} disabledFocusable={!live} onClick={() => setAsking(true)}>
          {say.endAsk}
        </Button>
      )}
    >
      {asking && <EndAccountDialog {...props} close={() => setAsking(false)} />}
    </SettingRow>
  )
}
