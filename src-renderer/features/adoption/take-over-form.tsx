import { Button, Checkbox, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import type { Adoptable, TakenOver, TakeOverInput } from '@mylzip/shared/operations/adoption.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { type FormEvent, useState } from 'react'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { spaces } from '../../components/layout.ts'
import { texts } from '../../texts/texts.ts'
import { isUnlockable } from './unlockable.policy.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalM },
  password: { maxWidth: spaces(10) },
})

const takeOver = (client: AgentClient, input: TakeOverInput) => client.adoption.takeOver(input)

interface TakeOverFormProps {
  adoptable: Adoptable
  name: string
  otherFolders: readonly string[]
  took: (result: TakenOver) => void
}

/** The one button, with the password where its file wants one, and whether the account goes with it. */
export function TakeOverForm({ adoptable, name, otherFolders, took }: TakeOverFormProps) {
  const styles = useStyles()
  const say = texts.adoption
  const { account, folder, id, obstacle, source } = adoptable
  const [password, setPassword] = useState('')
  const [takeAccount, setTakeAccount] = useState(true)
  const live = useAgentView().connection.phase === 'live'
  const call = useCall(takeOver, took)
  const needsPassword = obstacle !== null && isUnlockable(obstacle)
  const hasAccount = account !== null && account.obstacle === null
  const isReady = live && !call.running && !(needsPassword && password === '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    call.run({
      ...{ source, folder, id },
      ...(otherFolders.length > 0 && { otherFolders: [...otherFolders] }),
      ...(needsPassword && { password }),
      ...(hasAccount && { takeAccount }),
    })
  }
  return (
    <form noValidate onSubmit={submit} className={styles.form}>
      {needsPassword && (
        <Field label={say.password} hint={say.passwordHint} required className={styles.password}>
          <Input type="password" value={password} onChange={(_, { value }) => setPassword(value)} autoComplete="off" />
        </Field>
      )}
      {hasAccount && (
        <Field hint={say.accountWhy}>
          <Checkbox checked={takeAccount} onChange={(_, { checked }) => setTakeAccount(checked === true)} label={say.account} />
        </Field>
      )}
      <Button
        type="submit"
        appearance="primary"
        aria-label={say.takeOverName(name)}
        icon={call.running ? <Spinner size="tiny" /> : null}
        disabledFocusable={!isReady}
      >
        {say.takeOver}
      </Button>
      <CallFailureNote title={say.failed} failure={call.failure} />
    </form>
  )
}
