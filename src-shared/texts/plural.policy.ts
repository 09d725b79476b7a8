import { once } from './once.ts'

/** The forms that a counted noun takes in a language, as Intl.PluralRules names them. `#` stands for the number. */
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

export type Plural = (count: number, forms: Forms) => string

/** How a language counts: by its own rules and with its own digits. Made once for each catalogue, which knows its language. */
export function pluralOf(language: string): Plural {
  const rules = once(() => new Intl.PluralRules(language))
  const digits = once(() => new Intl.NumberFormat(language))
  return (count, forms) => (forms[rules().select(count)] ?? forms.other).replaceAll('#', () => digits().format(count))
}
