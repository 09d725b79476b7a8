import { Button } from '@fluentui/react-components'
import type { AccountUse } from '@mylzip/shared/operations/authorities.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useCall } from '../../../agent/use-call.ts'
import { SettingChoice } from '../../../components/setting-choice.tsx'
import { SettingRow } from '../../../components/setting-row.tsx'
import { texts } from '../../../texts/texts.ts'
import type { AuthorityProps } from './authority-row.tsx'
import { BindingForm } from './binding-form.tsx'

const uses = ['own', 'team'] as const satisfies AccountUse[]

const openAccount = (client: AgentClient, directory: string) => client.authorities.openAccount({ directory })
const chooseAccount = (client: AgentClient, choice: { directory: string; uses: AccountUse }) => client.authorities.chooseAccount(choice)

/** Whose account orders there, how it stands, and what binds it to one that was made beforehand. */
export function AuthorityAccount({ authority, changed, isAccountSet }: AuthorityProps) {
  const { account, directory } = authority
  const say = texts.authorities
  const opening = useCall(openAccount, changed)
  const choosing = useCall(chooseAccount, changed)
  const live = useAgentView().connection.phase === 'live'
  const contact = account.contact.join(', ')
  return (
    <>
      <SettingRow
        title={say.account}
        explanation={say.accountIs[account.status]}
        {...(contact !== '' && { consequence: say.contact(contact) })}
        failure={opening.failure}
        {...(account.status !== 'valid' && {
          control: (described) => (
            <Button
              aria-describedby={described['aria-describedby']}
              disabledFocusable={opening.running || !live}
              onClick={() => opening.run(directory)}
            >
              {say.openAccount}
            </Button>
          ),
        })}
      />
      <SettingChoice
        title={say.whose}
        explanation={say.whoseWhy}
        byOrganisation={isAccountSet}
        value={authority.uses}
        options={uses.map((value) => ({ value, words: say.uses[value] }))}
        disabled={choosing.running || !live}
        failure={choosing.failure}
        choose={(chosen) => choosing.run({ directory, uses: chosen })}
      />
      <BindingForm authority={authority} changed={changed} />
    </>
  )
}
