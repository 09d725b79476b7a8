import { languageFor, languages } from '@mylzip/shared/texts/language.policy.ts'
import { prefer, usePreferences } from '../../components/preferences.ts'
import { SettingChoice } from '../../components/setting-choice.tsx'
import { texts } from '../../texts/texts.ts'

const system = 'system'

/** What the dashboard speaks. Each language stands under its own name, for whoever cannot read the one that is spoken. */
export function LanguageChoice() {
  const { language } = usePreferences()
  const say = texts.language
  const spoken = languages[languageFor(undefined, navigator.languages)].name
  return (
    <SettingChoice
      id="language"
      title={say.heading}
      explanation={say.explanation}
      value={language === undefined ? system : languageFor(language, [])}
      options={[
        { value: system, words: say.system(spoken) },
        ...Object.entries(languages).map(([value, { name }]) => ({ value, words: name, lang: value })),
      ]}
      choose={(chosen) => prefer({ language: chosen === system ? undefined : chosen })}
    />
  )
}
