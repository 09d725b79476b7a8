/** The word for what the agent names. A newer agent may name what this page does not know: that is shown by its own name. */
export const wordOf = <Key extends string>(words: Readonly<Partial<Record<Key, string>>>, key: Key): string => words[key] ?? key
