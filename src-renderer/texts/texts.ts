import { english } from './en/english.ts'

/** What a language has to say: English is complete, so whatever lacks one of its texts does not compile. */
export type Texts = typeof english

/**
 * What the dashboard says, in the language that was chosen. It changes while the page is open (language.ts), and everything is drawn
 * anew then: components read it as they draw, and nothing keeps a text from before.
 */
export let texts: Texts = english

export function speak(catalogue: Texts): void {
  texts = catalogue
}
