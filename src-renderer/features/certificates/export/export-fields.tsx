import { Caption1, Checkbox, Field, Input, makeStyles, Radio, RadioGroup, Select, tokens } from '@fluentui/react-components'
import type { ExportFormat } from '@mylzip/shared/domain/export-formats.ts'
import { texts } from '../../../texts/texts.ts'
import { type ExportDraft, formats, type Lock, locksOf, withFormat } from './export-draft.policy.ts'

const useStyles = makeStyles({ soft: { color: tokens.colorNeutralForeground2 } })

interface ExportFieldsProps {
  draft: ExportDraft
  onChange: (draft: ExportDraft) => void
  problem: 'needed' | 'differ' | undefined
}

export function ExportFields({ draft, onChange, problem }: ExportFieldsProps) {
  const styles = useStyles()
  const say = texts.exporting
  const locks = locksOf(draft.format)
  return (
    <>
      <Field label={say.format}>
        <Select value={draft.format} onChange={(_, { value }) => onChange(withFormat(draft, value as ExportFormat))}>
          {formats.map((format) => (
            <option key={format} value={format}>
              {say.formats[format]}
            </option>
          ))}
        </Select>
      </Field>
      {locks.length > 0 && (
        <Field label={say.lock}>
          <RadioGroup value={draft.lock} onChange={(_, { value }) => onChange({ ...draft, lock: value as Lock })}>
            {locks.map((lock) => (
              <Radio key={lock} value={lock} label={{ 'one-time': say.oneTime, own: say.own, open: say.open }[lock]} />
            ))}
          </RadioGroup>
        </Field>
      )}
      {locks.length > 0 && draft.lock === 'own' && <OwnPassword draft={draft} onChange={onChange} problem={problem} />}
      {draft.format === 'pfx' && (
        <Checkbox
          checked={draft.modern}
          onChange={(_, { checked }) => onChange({ ...draft, modern: checked === true })}
          label={say.modern}
        />
      )}
      {locks.length > 0 && <Caption1 className={styles.soft}>{say.recorded}</Caption1>}
    </>
  )
}

function OwnPassword({ draft, onChange, problem }: ExportFieldsProps) {
  const say = texts.exporting
  return (
    <>
      <Field label={say.password} {...(problem === 'needed' ? { validationMessage: say.needed } : {})}>
        <Input
          type="password"
          autoComplete="new-password"
          value={draft.password}
          onChange={(_, { value }) => onChange({ ...draft, password: value })}
        />
      </Field>
      <Field label={say.repeat} {...(problem === 'differ' ? { validationMessage: say.differ } : {})}>
        <Input
          type="password"
          autoComplete="new-password"
          value={draft.repeated}
          onChange={(_, { value }) => onChange({ ...draft, repeated: value })}
        />
      </Field>
    </>
  )
}
