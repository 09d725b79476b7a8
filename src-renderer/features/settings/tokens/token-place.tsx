import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { LocalApi } from '@mylzip/shared/operations/tokens.ts'
import { type FormEvent, useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useCall } from '../../../agent/use-call.ts'
import { AgentSentence } from '../../../components/agent-sentence.tsx'
import { Facts } from '../../../components/facts.tsx'
import { Note } from '../../../components/note.tsx'
import { SettingRow } from '../../../components/setting-row.tsx'
import { nextStepSaid, refusalSaid } from '../../../texts/agent-voice.ts'
import { texts } from '../../../texts/texts.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
})

const choosePort = (client: AgentClient, port: number) => client.tokens.choosePort({ port })

/** The address that programs ask at, and its port. */
export function TokenPlace({ api: { address, port, problem }, changed }: { api: LocalApi; changed: () => void }) {
  const styles = useStyles()
  const say = texts.tokens
  const [typed, setTyped] = useState(String(port))
  const choosing = useCall(choosePort, changed)
  const live = useAgentView().connection.phase === 'live'
  const isPort = /^\d{4,5}$/.test(typed) && Number(typed) >= 1_024 && Number(typed) <= 65_535
  // The same one again is tried anew, where nobody listens.
  const ready = isPort && live && !choosing.running && (Number(typed) !== port || problem !== null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) choosing.run(Number(typed))
  }
  return (
    <SettingRow
      title={say.place}
      explanation={address === null && problem === null ? say.placeClosed : say.placeOpen}
      failure={choosing.failure}
    >
      {problem !== null && (
        <Note intent="warning" title={say.notOpen}>
          <AgentSentence said={refusalSaid(problem)} /> <AgentSentence said={nextStepSaid(problem)} />
        </Note>
      )}
      {address !== null && <Facts facts={[{ term: say.address, value: address, copy: address, code: true }]} />}
      <form className={styles.form} onSubmit={submit}>
        <Field label={say.port} {...(isPort ? {} : { validationState: 'warning', validationMessage: say.portWrong })}>
          <Input inputMode="numeric" value={typed} onChange={(_, { value }) => setTyped(value.trim())} autoComplete="off" />
        </Field>
        <Button type="submit" disabledFocusable={!ready}>
          {say.usePort}
        </Button>
      </form>
    </SettingRow>
  )
}
