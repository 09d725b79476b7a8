import { makeStyles, Select } from '@fluentui/react-components'
import { spaces } from './layout.ts'
import { SettingRow, type SettingRowProps } from './setting-row.tsx'

const useStyles = makeStyles({ select: { minWidth: `min(100%, ${spaces(6)})`, maxWidth: spaces(9) } })

interface SettingChoiceProps<Value extends string> extends Omit<SettingRowProps, 'control'> {
  /** By which the focus is found again when all is drawn anew. */
  id?: string | undefined
  value: Value
  /** `lang`: of words that are not in the language of the page. */
  options: readonly { value: Value; words: string; lang?: string }[]
  disabled?: boolean
  choose: (value: Value) => void
}

/** One of several, effective as soon as it is chosen. */
export function SettingChoice<Value extends string>({ id, value, options, disabled, choose, ...row }: SettingChoiceProps<Value>) {
  const styles = useStyles()
  const chosen = (words: string) => {
    const option = options.find((each) => each.value === words)
    if (option) choose(option.value)
  }
  return (
    <SettingRow
      {...row}
      control={(described) => (
        <Select
          {...described}
          {...(id === undefined ? {} : { id })}
          className={styles.select}
          value={value}
          disabled={disabled === true || row.byOrganisation === true}
          onChange={(_, data) => chosen(data.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={option.lang}>
              {option.words}
            </option>
          ))}
        </Select>
      )}
    />
  )
}
