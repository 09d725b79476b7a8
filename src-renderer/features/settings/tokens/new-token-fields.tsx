import { Caption1, Field, Input, makeStyles, Radio, RadioGroup, Select, tokens } from '@fluentui/react-components'
import type { TokenLevel } from '@mylzip/shared/operations/tokens.ts'
import { texts } from '../../../texts/texts.ts'
import { type Length, lengths, type problemOf, type TokenDraft } from './new-token.policy.ts'

const useStyles = makeStyles({
  level: { display: 'flex', flexDirection: 'column' },
  soft: { color: tokens.colorNeutralForeground2 },
})

const levels = ['read', 'operate'] as const satisfies TokenLevel[]

interface NewTokenFieldsProps {
  draft: TokenDraft
  onChange: (draft: TokenDraft) => void
  problem: ReturnType<typeof problemOf>
}

export function NewTokenFields({ draft, onChange, problem }: NewTokenFieldsProps) {
  const styles = useStyles()
  const say = texts.tokens
  return (
    <>
      <Field label={say.label} hint={say.labelHint} {...(problem === 'label' ? { validationMessage: say.labelNeeded } : {})}>
        <Input
          value={draft.label}
          maxLength={64}
          onChange={(_, { value }) => onChange({ ...draft, label: value })}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field label={say.level}>
        <RadioGroup value={draft.level} onChange={(_, { value }) => onChange({ ...draft, level: value as TokenLevel })}>
          {levels.map((level) => (
            <Radio
              key={level}
              value={level}
              label={
                <span className={styles.level}>
                  {say.levels[level]}
                  <Caption1 className={styles.soft}>{say.levelsWhy[level]}</Caption1>
                </span>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      <Field label={say.lasts}>
        <Select value={draft.lasts} onChange={(_, { value }) => onChange({ ...draft, lasts: value as Length })}>
          {lengths.map((length) => (
            <option key={length} value={length}>
              {say.lengths[length]}
            </option>
          ))}
        </Select>
      </Field>
      {draft.lasts === 'day' && (
        <Field label={say.day} {...(problem === 'day' ? { validationMessage: say.dayWrong } : {})}>
          <Input type="date" value={draft.until} onChange={(_, { value }) => onChange({ ...draft, until: value })} />
        </Field>
      )}
    </>
  )
}
