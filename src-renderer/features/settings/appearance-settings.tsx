import { type Preferences, prefer, usePreferences } from '../../components/preferences.ts'
import { SettingChoice } from '../../components/setting-choice.tsx'
import { SettingGroup } from '../../components/setting-group.tsx'
import { texts } from '../../texts/texts.ts'
import { LanguageChoice } from './language-choice.tsx'

const themes = ['system', 'light', 'dark'] as const satisfies Preferences['theme'][]

/** How this window looks and speaks: the person's own, kept in it and not in the agent. */
export function AppearanceSettings() {
  const { theme } = usePreferences()
  const say = texts.settings.appearance
  return (
    <SettingGroup heading={say.heading}>
      <SettingChoice
        title={say.theme}
        explanation={say.themeWhy}
        value={theme}
        options={themes.map((value) => ({ value, words: say.themes[value] }))}
        choose={(chosen) => prefer({ theme: chosen })}
      />
      <LanguageChoice />
    </SettingGroup>
  )
}
