import { Button } from '@fluentui/react-components'
import type { AccountUse } from '@mylzip/shared/operations/authorities.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useCall } from '../../../agent/use-call.ts'
import { SettingChoice } from '../../../components/setting-choice.tsx'
import { SettingRow } from '../../../components/setting-row.tsx'
import { texts } from '../../../texts/texts.ts'
import { wordOf } from '../../../texts/word-of.ts'
import { AccountKey } from './account-key.tsx'
import type { AuthorityProps } from './authority-row.tsx'
import { BindingForm } from './binding-form.tsx'
import { ContactForm } from './contact-form.tsx'
import { EndAccount } from './end-account.tsx'

const uses = ['own', 'team'] as const satisfies AccountUse[]

const openAccount = (client: AgentClient, directory: string) => client.authorities.openAccount({ directory })
const chooseAccount = (client: AgentClient, choice: { directory: string; uses: AccountUse }) => client.authorities.chooseAccount(choice)

/** This device's account there: how it stands, whose orders, whom the authority writes to, what binds it, its key, and its end. */
export function AuthorityAccount(props: AuthorityProps) {
  const { authority, changed, isAccountSet } = props
  const { account, directory } = authority
  const say = texts.authorities
  const opening = useCall(openAccount, changed)
  const choosing = useCall(chooseAccount, changed)
  const live = useAgentView().connection.phase === 'live'
  return (
    <>
      <SettingRow
        title={say.account}
        explanation={wordOf(say.accountIs, account.status)}
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
      {account.status !== 'deactivated' && <ContactForm authority={authority} changed={changed} />}
      <BindingForm authority={authority} changed={changed} />
      {account.status === 'valid' && (
        <>
          <AccountKey authority={authority} changed={changed} />
          <EndAccount {...props} />
        </>
      )}
    </>
  )
}
