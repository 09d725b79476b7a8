import { type Language, languageFor, languages } from '@mylzip/shared/texts/language.policy.ts'
import { useSyncExternalStore } from 'react'
import { english } from './en/english.ts'
import { speak, type Texts } from './texts.ts'

/** English comes with the page, any other when it is spoken. */
const catalogues: Record<Language, () => Promise<Texts>> = {
  en: async () => english,
  de: () => import('./de/german.ts').then((module) => module.german),
}

const listeners = new Set<() => void>()
let spoken: Language = 'en'
let wanted: Language = spoken

/** Speaks what the person has chosen, or what their machine does. A catalogue that cannot be loaded leaves all as it was. */
export async function speakAs(choice: string | undefined): Promise<void> {
  const language = languageFor(choice, navigator.languages)
  wanted = language
  const catalogue = await catalogues[language]().catch(() => undefined)
  // Whoever changed their mind meanwhile has the last word.
  if (catalogue === undefined || wanted !== language) return
  spoken = language
  speak(catalogue)
  document.documentElement.lang = language
  document.documentElement.dir = languages[language].direction
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The language that is spoken now. Whatever hangs below its key is drawn anew when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, () => spoken)
