import { Checkbox, Field, Input, makeStyles, Select, Switch, Textarea, tokens } from '@fluentui/react-components'
import { texts } from '../../../texts/texts.ts'
import type { FieldsProps, OneFieldProps } from './field-props.ts'
import type { FormField } from './fields.policy.ts'
import { GroupInput } from './group-input.tsx'
import { RowsInput } from './rows-input.tsx'

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
})

/** The inputs for what the contract asks. One that has no words yet is called by its own name. */
export function FieldInputs({ fields, words, draft, change, faults, path = '' }: FieldsProps) {
  const styles = useStyles()
  return (
    <div className={styles.fields}>
      {fields.map((field) => (
        <OneField
          key={field.name}
          field={field}
          words={words[field.name] ?? { label: field.name }}
          value={draft[field.name] ?? ''}
          set={(value) => change({ ...draft, [field.name]: value })}
          faults={faults}
          path={`${path}${field.name}`}
        />
      ))}
    </div>
  )
}

function OneField(props: OneFieldProps) {
  const { field, words, value, set, faults, path } = props
  const fault = faults.get(path)
  const around = {
    label: words.label,
    ...(words.hint === undefined ? {} : { hint: words.hint }),
    required: field.required,
    ...(fault === undefined ? {} : { validationMessage: faultWords(field, fault) }),
  }
  switch (field.type) {
    case 'switch':
      return (
        <Field {...(words.hint === undefined ? {} : { hint: words.hint })}>
          <Switch label={words.label} checked={value === true} onChange={(_, { checked }) => set(checked)} />
        </Field>
      )
    case 'consent':
      return (
        <Field {...around} label="">
          <Checkbox label={words.label} checked={value === true} onChange={(_, { checked }) => set(checked === true)} />
        </Field>
      )
    case 'choice':
      return (
        <Field {...around}>
          <Select value={String(value)} onChange={(_, { value: chosen }) => set(chosen)}>
            {field.options.map((option) => (
              <option key={option} value={option}>
                {words.options?.[option] ?? option}
              </option>
            ))}
          </Select>
        </Field>
      )
    case 'lines':
      return (
        <Field {...around}>
          <Textarea value={String(value)} onChange={(_, { value: typed }) => set(typed)} spellCheck={false} resize="vertical" />
        </Field>
      )
    case 'group':
      return <GroupInput {...props} field={field} draw={drawInside} />
    case 'rows':
      return <RowsInput {...props} field={field} draw={drawInside} />
    default:
      return (
        <Field {...around}>
          <Input
            value={String(value)}
            onChange={(_, { value: typed }) => set(typed)}
            inputMode={field.type === 'number' ? 'numeric' : 'text'}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      )
  }
}

const drawInside = (props: FieldsProps) => <FieldInputs {...props} />

function faultWords(field: FormField, fault: 'missing' | 'unfit'): string {
  const say = texts.targets.wizard
  if (fault === 'missing') return say.missing
  return field.type === 'number' ? say.number(field.least, field.most) : say.fault
}
