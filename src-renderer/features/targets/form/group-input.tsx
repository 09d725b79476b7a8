import { Checkbox, Field, makeStyles, tokens } from '@fluentui/react-components'
import { type Draft, emptyDraft } from './draft.policy.ts'
import type { OneFieldProps, WithInside } from './field-props.ts'
import type { FormField } from './fields.policy.ts'

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  inside: { paddingInlineStart: tokens.spacingHorizontalXXL },
})

/** What belongs together, and is said whole or not at all. */
export function GroupInput({
  field,
  words,
  value,
  set,
  faults,
  path,
  draw,
}: OneFieldProps<Extract<FormField, { type: 'group' }>> & WithInside) {
  const styles = useStyles()
  const wanted = typeof value === 'object'
  return (
    <div className={styles.group}>
      <Field {...(words.hint === undefined ? {} : { hint: words.hint })}>
        <Checkbox
          label={words.label}
          checked={wanted}
          disabled={field.required}
          onChange={(_, { checked }) => set(checked === true ? emptyDraft(field.fields) : false)}
        />
      </Field>
      {wanted && (
        <div className={styles.inside}>
          {draw({ fields: field.fields, words: words.inside ?? {}, draft: value as Draft, change: set, faults: faults, path: `${path}.` })}
        </div>
      )}
    </div>
  )
}
