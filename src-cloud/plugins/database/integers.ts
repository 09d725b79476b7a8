/** PostgreSQL's bigint as a number. What a number cannot hold exactly is a defect, never a rounded figure. */
export function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit into a number`)
  return value
}
