const rules = new Intl.PluralRules('en')

/** “1 finding”, “2 findings”: the number with the noun as it stands beside it. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${rules.select(count) === 'one' ? one : many}`
}
