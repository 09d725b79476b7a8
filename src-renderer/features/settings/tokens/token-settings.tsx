import { Body1, Button } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { LocalToken } from '@mylzip/shared/operations/tokens.ts'
import { useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useReading } from '../../../agent/use-reading.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { useKeptOpen } from '../../../components/kept-open.tsx'
import { LoadingLines } from '../../../components/loading-lines.tsx'
import { SettingGroup } from '../../../components/setting-group.tsx'
import { texts } from '../../../texts/texts.ts'
import { NewTokenDialog } from './new-token-dialog.tsx'
import { RevokeTokenDialog } from './revoke-token-dialog.tsx'
import { TokenPlace } from './token-place.tsx'
import { TokenRow } from './token-row.tsx'

const read = (client: AgentClient) => client.tokens.list()

/** By what programs of this computer ask the agent, and where. */
export function TokenSettings() {
  const { value, reading, failure, again } = useReading(read, undefined)
  const [revoking, setRevoking] = useState<LocalToken>()
  const live = useAgentView().connection.phase === 'live'
  const say = texts.tokens
  const { keepOpen } = useKeptOpen()
  // What it shows stays, wherever the page is led: nobody can have it again.
  const make = () => keepOpen(<NewTokenDialog made={again} close={() => keepOpen(undefined)} />)
  return (
    <SettingGroup
      heading={say.heading}
      explanation={say.explanation}
      action={
        <Button disabledFocusable={!live} onClick={make}>
          {say.make}
        </Button>
      }
    >
      {value === undefined && reading && <LoadingLines label={say.loading} />}
      {failure !== undefined && <CallFailureNote title={say.unread} failure={failure} />}
      {value?.tokens.length === 0 && <Body1>{say.none}</Body1>}
      {value?.tokens.map((token) => (
        <TokenRow key={token.id} token={token} revoke={() => setRevoking(token)} />
      ))}
      {value !== undefined && <TokenPlace key={value.api.port} api={value.api} changed={again} />}
      {revoking !== undefined && <RevokeTokenDialog token={revoking} revoked={again} close={() => setRevoking(undefined)} />}
    </SettingGroup>
  )
}
