import { Caption1, Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { spaces } from '../../components/layout.ts'
import { Note } from '../../components/note.tsx'
import { texts } from '../../texts/texts.ts'
import { labelOf, labelProblem } from './label-problem.policy.ts'

const useStyles = makeStyles({
  own: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingInlineStart: tokens.spacingHorizontalXXL,
    maxWidth: spaces(14),
  },
  option: { display: 'flex', flexDirection: 'column' },
})

export interface Naming {
  own: boolean
  /** As it was typed. */
  label: string
}

/** What the device is to be called: a name that says nothing, unless the person knows what a telling one tells. */
export function NamingChoice({ naming, change }: { naming: Naming; change: (naming: Naming) => void }) {
  const styles = useStyles()
  const say = texts.firstRun
  const label = labelOf(naming.label)
  const problem = labelProblem(label)
  const option = (words: string, hint: string) => (
    <span className={styles.option}>
      {words}
      <Caption1>{hint}</Caption1>
    </span>
  )
  return (
    <>
      <Field label={say.naming}>
        <RadioGroup value={naming.own ? 'own' : 'made-up'} onChange={(_, { value }) => change({ ...naming, own: value === 'own' })}>
          <Radio value="made-up" label={option(say.madeUp, say.madeUpHint)} />
          <Radio value="own" label={option(say.own, say.ownHint)} />
        </RadioGroup>
      </Field>
      {naming.own && (
        <div className={styles.own}>
          <Field
            label={say.label}
            required
            {...(problem === undefined ? {} : { validationState: 'error' as const, validationMessage: problem })}
          >
            <Input
              value={naming.label}
              autoComplete="off"
              spellCheck={false}
              onChange={(_, { value }) => change({ ...naming, label: value })}
            />
          </Field>
          <Note intent="warning">{say.becomesPublic(problem === undefined ? label : '')}</Note>
        </div>
      )}
    </>
  )
}
