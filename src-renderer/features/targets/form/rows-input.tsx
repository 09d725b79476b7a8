import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { texts } from '../../../texts/texts.ts'
import { type Draft, emptyDraft } from './draft.policy.ts'
import type { OneFieldProps, WithInside } from './field-props.ts'
import type { FormField } from './fields.policy.ts'

const useStyles = makeStyles({
  rows: { border: 'none', margin: 0, padding: 0, minWidth: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalS },
  row: {
    border: 'none',
    margin: 0,
    minWidth: 0,
    display: 'flex',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  inside: { flexGrow: 1, minWidth: 0 },
  add: { alignSelf: 'start' },
})

/** Several of a kind, such as files: each with its own inputs, and one at least. */
export function RowsInput({
  field,
  words,
  value,
  set,
  faults,
  path,
  draw,
}: OneFieldProps<Extract<FormField, { type: 'rows' }>> & WithInside) {
  const styles = useStyles()
  const say = texts.targets.wizard
  const rows = Array.isArray(value) ? (value as readonly Draft[]) : []
  return (
    <fieldset className={styles.rows}>
      <legend className={styles.legend}>{words.label}</legend>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and keep their order
        <fieldset key={index} aria-label={say.row(index + 1)} className={styles.row}>
          <div className={styles.inside}>
            {draw({
              fields: field.fields,
              words: words.inside ?? {},
              draft: row,
              change: (changed) => set(rows.map((old, place) => (place === index ? changed : old))),
              faults: faults,
              path: `${path}.${index}.`,
            })}
          </div>
          {rows.length > 1 && (
            <Button
              appearance="subtle"
              icon={<DeleteRegular />}
              aria-label={say.removeRow(index + 1)}
              onClick={() => set(rows.filter((_, place) => place !== index))}
            />
          )}
        </fieldset>
      ))}
      {faults.has(path) && <Caption1>{say.fault}</Caption1>}
      {rows.length < field.most && (
        <Button size="small" icon={<AddRegular />} className={styles.add} onClick={() => set([...rows, emptyDraft(field.fields)])}>
          {say.addRow}
        </Button>
      )}
    </fieldset>
  )
}
