import { Field, makeStyles, Select } from '@fluentui/react-components'
import { spaces } from '../../components/layout.ts'
import { prefer, usePreferences } from '../../components/preferences.ts'
import { languageFor, languages } from '../../texts/language.policy.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({ select: { maxWidth: spaces(10) } })

const system = 'system'

/** What the dashboard speaks. Each language stands under its own name, for whoever cannot read the one that is spoken. */
export function LanguageChoice() {
  const styles = useStyles()
  const { language } = usePreferences()
  const say = texts.language
  return (
    <Field label={say.heading} hint={say.explanation}>
      <Select
        id="language"
        className={styles.select}
        value={language === undefined ? system : languageFor(language, [])}
        onChange={(_, { value }) => prefer({ language: value === system ? undefined : value })}
      >
        <option value={system}>{say.system(languages[languageFor(undefined, navigator.languages)].name)}</option>
        {Object.entries(languages).map(([tag, { name }]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  )
}
