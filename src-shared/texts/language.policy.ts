/** What a language calls itself, where its lines begin, and how dates are written where the person's region is not known. */
export const languages = {
  en: { name: 'English', direction: 'ltr', usual: 'en-GB' },
  de: { name: 'Deutsch', direction: 'ltr', usual: 'de-DE' },
} as const satisfies Record<string, { name: string; direction: 'ltr' | 'rtl'; usual: string }>

export type Language = keyof typeof languages

const languageOf = (tag: string) => tag.toLowerCase().split('-')[0] ?? ''
const isSpoken = (language: string): language is Language => Object.hasOwn(languages, language)

/** The person's own choice, else the first of their languages that is spoken here, else English. All are BCP 47 tags. */
export function languageFor(choice: string | undefined, wished: readonly string[]): Language {
  const first = (choice === undefined ? wished : [choice, ...wished]).map(languageOf).find(isSpoken)
  return first ?? 'en'
}

/**
 * What dates and numbers are written in: the language of the texts, or a date inside them would be in another one, as the
 * person's region writes it (12 or 24 hours, order) where that region has its own way of writing this language.
 */
export function dateLocale(language: Language, wished: readonly string[]): string {
  const own = wished.find((tag) => languageOf(tag) === language)
  if (own !== undefined) return own
  const region = wished.map(regionOf).find((region) => region !== undefined)
  const there = `${language}-${region}`
  return region !== undefined && isWritten(there) ? there : languages[language].usual
}

function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region
  } catch {
    return undefined
  }
}

/** Intl answers with the language alone where it knows nothing of the region. */
const isWritten = (tag: string) => new Intl.DateTimeFormat(tag).resolvedOptions().locale === tag
