/** “1 finding”, “2 findings”: the number with the noun as it stands beside it. Not by Intl, whose data takes megabytes. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
