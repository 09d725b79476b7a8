import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import type { About } from '@mylzip/shared/operations/values.ts'
import { useState } from 'react'
import { More } from '../../../components/more.tsx'
import { Note } from '../../../components/note.tsx'
import { texts } from '../../../texts/texts.ts'
import { needsPassword, settle } from '../form/draft.policy.ts'
import { FieldInputs } from '../form/field-inputs.tsx'
import type { FieldsProps } from '../form/field-props.ts'
import { StepButtons } from './step-buttons.tsx'
import type { StepProps } from './what-step.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '40em', minWidth: 0 },
})

/** What has to be known of the program: what is needed stands there, what is usual is folded away. */
export function SettingsStep({ wish, setWish, go, mode }: StepProps & { mode: About['mode'] }) {
  const styles = useStyles()
  const say = texts.targets.wizard
  const [tried, setTried] = useState(false)
  const { draft, fields, kind, label, password } = wish
  if (kind === undefined) return undefined
  const settled = settle(kind, fields, draft)
  const faults: FieldsProps['faults'] = tried ? (settled.faults ?? new Map()) : new Map()
  const withPassword = needsPassword(draft)
  const passwordMissing = withPassword && password === ''
  const next = () => {
    setTried(true)
    if (settled.settings === undefined || passwordMissing) return
    setWish({ ...wish, settings: settled.settings, password: withPassword ? password : '' })
    go('check')
  }
  const inputs = (required: boolean) => {
    const wanted = fields.filter((field) => field.required === required)
    const change = (changed: typeof draft) => setWish({ ...wish, draft: changed })
    return wanted.length === 0 ? undefined : (
      <FieldInputs fields={wanted} words={texts.targets.fields[kind]} draft={draft} change={change} faults={faults} />
    )
  }
  const optional = inputs(false)
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        next()
      }}
    >
      {kind === 'script' && (
        <Note intent="warning" title={say.scriptWarning.title}>
          {mode === 'service' ? say.scriptWarning.service : say.scriptWarning.user}
        </Note>
      )}
      {inputs(true)}
      {withPassword && (
        <Field
          label={say.password}
          hint={say.passwordHint}
          required
          {...(tried && passwordMissing ? { validationMessage: say.passwordMissing } : {})}
        >
          <Input
            type="password"
            value={password}
            autoComplete="new-password"
            onChange={(_, { value }) => setWish({ ...wish, password: value })}
          />
        </Field>
      )}
      <Field label={say.label} hint={say.labelHint}>
        <Input value={label} maxLength={200} autoComplete="off" onChange={(_, { value }) => setWish({ ...wish, label: value })} />
      </Field>
      {optional !== undefined && (tried && (settled.faults?.size ?? 0) > 0 ? optional : <More summary={say.more}>{optional}</More>)}
      {tried && (settled.faults !== undefined || passwordMissing) && <Note intent="error">{say.faults}</Note>}
      <StepButtons back={() => go('what')}>
        <Button appearance="primary" type="submit">
          {say.next}
        </Button>
      </StepButtons>
    </form>
  )
}
