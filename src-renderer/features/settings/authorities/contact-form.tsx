import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import type { Authority } from '@mylzip/shared/operations/authorities.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { type FormEvent, useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useCall } from '../../../agent/use-call.ts'
import { narrow, spaces } from '../../../components/layout.ts'
import { SettingRow } from '../../../components/setting-row.tsx'
import { SpokenText } from '../../../components/spoken-text.tsx'
import { texts } from '../../../texts/texts.ts'
import { addressesIn, mostAddresses, wrongAddress } from './contact-addresses.policy.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: tokens.spacingHorizontalM },
  field: { flexGrow: 1, flexBasis: spaces(7), minWidth: 0 },
  // Beside the input, below the label of its field.
  button: { marginTop: `calc(${tokens.lineHeightBase300} + ${tokens.spacingVerticalXXS} * 3)`, [narrow]: { marginTop: 0 } },
})

const updateContact = (client: AgentClient, wanted: { directory: string; contact: string[] }) => client.authorities.updateContact(wanted)

/** Whom the authority writes to about the account; nobody, where nothing is typed. */
export function ContactForm({ authority: { account, directory }, changed }: { authority: Authority; changed: () => void }) {
  const styles = useStyles()
  const say = texts.authorities
  const now = account.contact.join(', ')
  // Undefined: as it is, also once that has changed elsewhere.
  const [typed, setTyped] = useState<string>()
  const saving = useCall(updateContact, () => {
    setTyped(undefined)
    changed()
  })
  const live = useAgentView().connection.phase === 'live'
  const contact = addressesIn(typed ?? now)
  const wrong = typed === undefined ? undefined : wrongAddress(contact)
  const objection = wrong !== undefined ? say.noMail(wrong) : contact.length > mostAddresses ? say.manyMails : undefined
  const ready = typed !== undefined && contact.join(', ') !== now && objection === undefined && live && !saving.running
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) saving.run({ directory, contact })
  }
  return (
    <SettingRow title={say.contactTitle} explanation={now === '' ? say.contactNobody : say.contact(now)} failure={saving.failure}>
      <form className={styles.form} onSubmit={submit}>
        <Field
          label={say.mail}
          hint={say.mailWhy}
          className={styles.field}
          {...(objection === undefined ? {} : { validationState: 'warning', validationMessage: objection })}
        >
          <Input
            type="text"
            inputMode="email"
            value={typed ?? now}
            onChange={(_, { value }) => setTyped(value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <Button type="submit" className={styles.button} disabledFocusable={!ready}>
          {say.saveContact}
        </Button>
      </form>
      <SpokenText>{saving.result === undefined ? '' : say.contactSaved}</SpokenText>
    </SettingRow>
  )
}
