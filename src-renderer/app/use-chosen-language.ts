import type { Language } from '@mylzip/shared/texts/language.policy.ts'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { usePreferences } from '../components/preferences.ts'
import { speakAs, useLanguage } from '../texts/language.ts'

/** The language that is spoken, which follows the person's choice and, without one, their machine's, while the page is open. */
export function useChosenLanguage(): Language {
  const { language: choice } = usePreferences()
  useEffect(() => {
    const follow = () => void speakAs(choice)
    follow()
    window.addEventListener('languagechange', follow)
    return () => window.removeEventListener('languagechange', follow)
  }, [choice])
  const language = useLanguage()
  useFocusKept(language)
  return language
}

/** All is drawn anew in another language: whoever chose it with the keyboard goes on from where they were. */
function useFocusKept(language: Language): void {
  const focused = useRef('')
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      focused.current = target instanceof Element ? target.id : ''
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has the focus is looked for when the language has changed
  useLayoutEffect(() => {
    if (focused.current !== '') document.getElementById(focused.current)?.focus()
  }, [language])
}
