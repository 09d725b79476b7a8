import { Button, Spinner } from '@fluentui/react-components'
import type { Authority } from '@mylzip/shared/operations/authorities.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useCall } from '../../../agent/use-call.ts'
import { Note } from '../../../components/note.tsx'
import { SettingRow } from '../../../components/setting-row.tsx'
import { texts } from '../../../texts/texts.ts'

const rollKey = (client: AgentClient, directory: string) => client.authorities.rollKey({ directory })

/** The key that signs what the account asks for: another one, whenever a person wants it. */
export function AccountKey({ authority: { account, directory }, changed }: { authority: Authority; changed: () => void }) {
  const say = texts.authorities
  const changing = useCall(rollKey, changed)
  const live = useAgentView().connection.phase === 'live'
  return (
    <SettingRow
      title={say.key}
      explanation={say.keyWhy}
      {...(account.keyChangePending && { consequence: say.keyPending })}
      failure={changing.failure}
      control={(described) => (
        <Button
          aria-describedby={described['aria-describedby']}
          disabledFocusable={changing.running || !live}
          icon={changing.running ? <Spinner size="tiny" /> : null}
          onClick={() => changing.run(directory)}
        >
          {say.changeKey}
        </Button>
      )}
    >
      {changing.result !== undefined && <Note intent="success">{say.keyChanged}</Note>}
    </SettingRow>
  )
}
