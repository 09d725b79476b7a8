/** The codes of one part, said in German: one without its German does not compile. */
export type SaidInGerman<English> = { readonly [Code in keyof English]: string }
