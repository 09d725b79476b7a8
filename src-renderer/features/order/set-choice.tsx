import { Body1, Caption1, Field, Select } from '@fluentui/react-components'
import { texts } from '../../texts/texts.ts'

interface SetChoiceProps {
  label: string
  value: string
  options: readonly { value: string; words: string }[]
  /** What the organisation has set, in words: then there is nothing to choose. */
  set: string | undefined
  choose: (value: string) => void
}

/** One of several; or, where the organisation has settled it, what that is. */
export function SetChoice({ label, value, options, set, choose }: SetChoiceProps) {
  if (set !== undefined) {
    return (
      <Field label={label}>
        <div>
          <Body1>{set}</Body1> <Caption1>{texts.order.setByOrganisation}</Caption1>
        </div>
      </Field>
    )
  }
  return (
    <Field label={label}>
      <Select value={value} onChange={(_, data) => choose(data.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </Select>
    </Field>
  )
}
