import { Body1, Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import type { Authority, BindingInput } from '@mylzip/shared/operations/authorities.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { type FormEvent, useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useCall } from '../../../agent/use-call.ts'
import { spaces } from '../../../components/layout.ts'
import { SettingRow } from '../../../components/setting-row.tsx'
import { texts } from '../../../texts/texts.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  field: { flexGrow: 1, flexBasis: spaces(6), minWidth: 0 },
})

const setBinding = (client: AgentClient, binding: BindingInput) => client.authorities.setBinding(binding)

/** What some authorities hand out for an account made with them beforehand. The key is kept sealed, and never shown again. */
export function BindingForm({ authority: { account, directory, needsBinding }, changed }: { authority: Authority; changed: () => void }) {
  const styles = useStyles()
  const say = texts.authorities
  const [keyId, setKeyId] = useState('')
  const [hmacKey, setHmacKey] = useState('')
  const saving = useCall(setBinding, () => {
    setKeyId('')
    setHmacKey('')
    changed()
  })
  const live = useAgentView().connection.phase === 'live'
  const ready = keyId.trim() !== '' && hmacKey.trim() !== '' && live && !saving.running
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) saving.run({ directory, keyId, hmacKey })
  }
  return (
    <SettingRow title={say.binding} explanation={needsBinding ? say.bindingNeeded : say.bindingWhy} failure={saving.failure}>
      {account.bindingKeyId !== null && <Body1>{say.bound(account.bindingKeyId)}</Body1>}
      <form className={styles.form} onSubmit={submit}>
        <Field label={say.keyId} className={styles.field}>
          <Input value={keyId} onChange={(_, { value }) => setKeyId(value)} autoComplete="off" spellCheck={false} />
        </Field>
        <Field label={say.hmacKey} className={styles.field}>
          <Input type="password" value={hmacKey} onChange={(_, { value }) => setHmacKey(value)} autoComplete="off" spellCheck={false} />
        </Field>
        <Button type="submit" disabledFocusable={!ready}>
          {say.bind}
        </Button>
      </form>
    </SettingRow>
  )
}
