import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components'
import { FilterDismissRegular } from '@fluentui/react-icons/svg/filter-dismiss'
import { auditGroups } from '@mylzip/shared/domain/audit-groups.ts'
import { type FormEvent, useState } from 'react'
import { hrefOf } from '../../components/routes.ts'
import { texts } from '../../texts/texts.ts'
import { actorsAsked, addressOf, spans, type Wanted, wantedOf } from './wanted.policy.ts'

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  field: { minWidth: 0 },
  words: { flexGrow: 1, minWidth: 0 },
})

/** What is wanted is in the address, so that Back goes to what was looked at before, and a link leads to the same. */
function want(wanted: Wanted): void {
  window.location.hash = hrefOf('activity', ...addressOf(wanted))
}

/** By what, by whom, when and with which words. Each is effective at once; words when they are confirmed. */
export function FilterBar({ wanted }: { wanted: Wanted }) {
  const styles = useStyles()
  const say = texts.activity.filter
  const choose = (change: Partial<Wanted>) => want({ ...wanted, ...change })
  return (
    <search className={styles.bar} aria-label={say.label}>
      <Choice
        label={say.what}
        all={say.everything}
        options={auditGroups}
        words={say.groups}
        value={wanted.what}
        onChange={(what) => choose({ what })}
      />
      <Choice
        label={say.who}
        all={say.anybody}
        options={actorsAsked}
        words={say.actors}
        value={wanted.who}
        onChange={(who) => choose({ who })}
      />
      <Choice
        label={say.when}
        all={say.anyTime}
        options={spans}
        words={say.spans}
        value={wanted.when}
        onChange={(when) => choose({ when, from: undefined, to: undefined })}
      />
      {wanted.when === 'between' && (
        <>
          <Field label={say.from} className={styles.field}>
            <Input type="date" value={wanted.from ?? ''} onChange={(_, { value }) => choose({ from: value || undefined })} />
          </Field>
          <Field label={say.to} className={styles.field}>
            <Input type="date" value={wanted.to ?? ''} onChange={(_, { value }) => choose({ to: value || undefined })} />
          </Field>
        </>
      )}
      <Words key={wanted.words ?? ''} value={wanted.words ?? ''} onChange={(words) => choose({ words })} />
      {addressOf(wanted).length > 0 && (
        <Button icon={<FilterDismissRegular />} onClick={() => want(wantedOf([]))}>
          {say.clear}
        </Button>
      )}
    </search>
  )
}

interface ChoiceProps<Option extends string> {
  label: string
  all: string
  options: readonly Option[]
  words: Readonly<Record<Option, string>>
  value: string | undefined
  onChange(option: Option | undefined): void
}

function Choice<Option extends string>({ label, all, options, words, value, onChange }: ChoiceProps<Option>) {
  return (
    <Field label={label} className={useStyles().field}>
      <Select value={value ?? ''} onChange={(_, { value: chosen }) => onChange(options.find((option) => option === chosen))}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {words[option]}
          </option>
        ))}
      </Select>
    </Field>
  )
}

/** Not with each letter: every step would be one for the back button. */
function Words({ value, onChange }: { value: string; onChange(words: string | undefined): void }) {
  const styles = useStyles()
  const [words, setWords] = useState(value)
  const confirm = (event?: FormEvent) => {
    event?.preventDefault()
    if (words !== value) onChange(words.trim() || undefined)
  }
  return (
    <form className={styles.words} onSubmit={confirm}>
      <Field label={texts.activity.filter.words}>
        <Input type="search" value={words} maxLength={200} onChange={(_, data) => setWords(data.value)} onBlur={() => confirm()} />
      </Field>
    </form>
  )
}
