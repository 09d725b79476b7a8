import { Button, Caption1, Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { type FormEvent, useId, useState } from 'react'
import { useAgentView } from '../../agent/agent-context.tsx'
import { spaces } from '../../components/layout.ts'
import { texts } from '../../texts/texts.ts'
import { labelOf, labelProblem } from './label-problem.policy.ts'
import { type Naming, NamingChoice } from './naming.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, alignItems: 'stretch' },
  token: { maxWidth: spaces(14) },
  option: { display: 'flex', flexDirection: 'column' },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
})

/** What a person has chosen. */
export interface SetUp {
  label: string | undefined
  /** In place of an approval in the browser. */
  token: string | undefined
  publishAddresses: boolean
}

/** Name, addresses, and by whom the device is let in. Every choice has the answer that most people want: one click is enough. */
export function SetUpForm({ running, begin }: { running: boolean; begin: (wanted: SetUp) => void }) {
  const styles = useStyles()
  const live = useAgentView().connection.phase === 'live'
  const whyId = useId()
  const [naming, setNaming] = useState<Naming>({ own: false, label: '' })
  const [token, setToken] = useState<string>()
  const [publishAddresses, setPublishAddresses] = useState(false)
  const say = texts.firstRun

  const label = naming.own ? labelOf(naming.label) : undefined
  const complete = (label === undefined || (label !== '' && labelProblem(label) === undefined)) && token?.trim() !== ''
  const ready = complete && live && !running
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) begin({ label, token: token?.trim(), publishAddresses })
  }
  const why = live ? (running ? say.beginning : undefined) : say.offline
  return (
    <form className={styles.form} onSubmit={submit}>
      <NamingChoice naming={naming} change={setNaming} />
      <Checkbox
        checked={publishAddresses}
        onChange={(_, { checked }) => setPublishAddresses(checked === true)}
        label={
          <span className={styles.option}>
            {say.addresses}
            <Caption1>{say.addressesHint}</Caption1>
          </span>
        }
      />
      {token !== undefined && (
        <Field label={say.token} hint={say.tokenHint} required className={styles.token}>
          <Input type="password" value={token} autoComplete="off" maxLength={128} autoFocus onChange={(_, { value }) => setToken(value)} />
        </Field>
      )}
      <div className={styles.actions}>
        <Button
          type="submit"
          appearance="primary"
          size="large"
          disabledFocusable={!ready}
          {...(why === undefined ? {} : { 'aria-describedby': whyId })}
        >
          {say.begin}
        </Button>
        <Button appearance="transparent" onClick={() => setToken(token === undefined ? '' : undefined)}>
          {token === undefined ? say.haveToken : say.noToken}
        </Button>
      </div>
      {why !== undefined && <Caption1 id={whyId}>{why}</Caption1>}
    </form>
  )
}
