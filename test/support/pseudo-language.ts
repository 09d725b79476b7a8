import type { Plugin } from 'vite'

/** What a translation may need more room than English (by the word: German ones are as long as that, too). */
const longer = 0.4

/** Words with their own endings said again until they are as long as a translation may be. */
const stretched = (text: string): string =>
  text.replace(/\p{L}+/gu, (word) => word + word.slice(-Math.max(1, Math.ceil(word.length * longer))).toLowerCase())

/** What was put into a text, such as names and dates, is the same in every language. */
function stretchedAround(text: string, given: readonly unknown[]): string {
  const facts = given
    .filter((fact) => typeof fact === 'string' && fact !== '')
    .map((fact) => String(fact).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
  if (facts.length === 0) return stretched(text)
  return text
    .split(new RegExp(`(${facts.join('|')})`))
    .map((piece, index) => (index % 2 === 0 ? stretched(piece) : piece))
    .join('')
}

/** A catalogue as a language would have it whose words are 40 % longer: made from English when the page begins. */
export function pseudoCatalogue<Catalogue>(catalogue: Catalogue): Catalogue {
  if (typeof catalogue === 'string') return stretched(catalogue) as Catalogue
  if (typeof catalogue === 'function') {
    return ((...given: unknown[]) => {
      const text: unknown = catalogue(...given)
      return typeof text === 'string' ? stretchedAround(text, given) : text
    }) as Catalogue
  }
  if (typeof catalogue !== 'object' || catalogue === null) return catalogue
  return Object.fromEntries(Object.entries(catalogue).map(([name, text]) => [name, pseudoCatalogue(text)])) as Catalogue
}

/**
 * Builds a dashboard whose English is read from the right and has longer words: a language that is in no catalogue, and of which
 * nothing is in the dashboard that people get.
 */
export function pseudoLanguage(): Plugin {
  return {
    name: 'pseudo-language',
    enforce: 'pre',
    transform(code, id) {
      if (id.endsWith('/texts/en/english.ts')) {
        return `import { pseudoCatalogue } from ${JSON.stringify(import.meta.filename)}\n${replaced(code, 'export const english = ', 'const plain = ')}\nexport const english = pseudoCatalogue(plain)\n`
      }
      if (id.endsWith('/texts/language.policy.ts'))
        return replaced(code, "name: 'English', direction: 'ltr'", "name: 'English', direction: 'rtl'")
      return undefined
    },
  }
}

function replaced(code: string, from: string, to: string): string {
  if (!code.includes(from)) throw new Error(`the pseudo-language finds no “${from}” to change`)
  return code.replace(from, to)
}
