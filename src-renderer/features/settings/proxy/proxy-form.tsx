import { Button, Caption1, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { OwnProxy, ProxyWish } from '@mylzip/shared/operations/proxy.ts'
import { type FormEvent, useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useCall } from '../../../agent/use-call.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { spaces } from '../../../components/layout.ts'
import { SpokenText } from '../../../components/spoken-text.tsx'
import { texts } from '../../../texts/texts.ts'
import { ProxyFindings } from './proxy-findings.tsx'
import { type Draft, draftOf, isOfTheWay, wishOf, wrongHostIn } from './wish.policy.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, paddingTop: tokens.spacingVerticalS },
  fields: {
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fill, minmax(min(100%, ${spaces(9)}), 1fr))`,
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    alignItems: 'start',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  soft: { color: tokens.colorNeutralForeground2 },
})

const test = (client: AgentClient, wish: ProxyWish) => client.proxy.test({ wish })
const set = (client: AgentClient, { untried, wish }: { wish: ProxyWish; untried: boolean }) => client.proxy.set({ wish, untried })

/** A proxy of one's own: it may be tried, is tried before it is kept, and is kept all the same by who knows better. */
export function ProxyForm({ own, changed }: { own: OwnProxy | null; changed: () => void }) {
  const styles = useStyles()
  const say = texts.proxy
  const [draft, setDraft] = useState(() => draftOf(own))
  /** What was said of one draft is not said of another that was typed since. */
  const [asked, setAsked] = useState<{ what: 'test' | 'save'; of: Draft }>()
  const testing = useCall(test)
  const saving = useCall(set, () => {
    setDraft((typed) => ({ ...typed, password: '' }))
    changed()
  })
  const live = useAgentView().connection.phase === 'live'
  const wrongHost = wrongHostIn(draft)
  const busy = testing.running || saving.running
  const ready = draft.address.trim() !== '' && wrongHost === undefined && live && !busy
  const save = (untried: boolean) => {
    if (!ready) return
    setAsked({ what: 'save', of: draft })
    saving.run({ wish: wishOf(draft), untried })
  }
  const tryIt = () => {
    if (!ready) return
    setAsked({ what: 'test', of: draft })
    testing.run(wishOf(draft))
  }
  const isAnswer = (what: 'test' | 'save') => asked?.what === what && asked.of === draft
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(false)
  }
  const field = (name: keyof typeof draft, type: 'text' | 'password' = 'text') => (
    <Input
      type={type}
      value={draft[name]}
      onChange={(_, { value }) => setDraft({ ...draft, [name]: value })}
      autoComplete={type === 'password' ? 'new-password' : 'off'}
      spellCheck={false}
    />
  )
  const notSaved = isAnswer('save') ? saving.failure : undefined
  const isTheWays = notSaved !== undefined && isOfTheWay(notSaved.code)
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.fields}>
        <Field label={say.address} hint={say.addressHint}>
          {field('address')}
        </Field>
        <Field
          label={say.past}
          hint={say.pastHint}
          {...(wrongHost !== undefined && { validationState: 'error' as const, validationMessage: say.noHost(wrongHost) })}
        >
          {field('past')}
        </Field>
        <Field label={say.user} hint={say.userHint}>
          {field('user')}
        </Field>
        <Field label={say.password} hint={say.passwordHint[own?.password ?? 'none']}>
          {field('password', 'password')}
        </Field>
      </div>
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={!ready} icon={saving.running ? <Spinner size="tiny" /> : null}>
          {say.save}
        </Button>
        <Button disabledFocusable={!ready} icon={testing.running ? <Spinner size="tiny" /> : null} onClick={tryIt}>
          {say.test}
        </Button>
        <Caption1 className={styles.soft}>{say.saving}</Caption1>
      </div>
      <SpokenText>{busy ? say.testing : ''}</SpokenText>
      <CallFailureNote
        title={isTheWays ? say.notKept : texts.setting.notSaved}
        failure={notSaved}
        {...(isTheWays && {
          actions: (
            <Button disabledFocusable={!ready} onClick={() => save(true)}>
              {say.anyway}
            </Button>
          ),
        })}
      />
      <CallFailureNote title={say.untested} failure={isAnswer('test') ? testing.failure : undefined} />
      {isAnswer('test') && testing.result !== undefined && <ProxyFindings test={testing.result} />}
    </form>
  )
}
