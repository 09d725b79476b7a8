/** The codes of one part with what they say in German: a code without its German does not compile. */
export type InGerman<English> = { readonly [Code in keyof English]: { readonly sentence: string; readonly next: string } }
