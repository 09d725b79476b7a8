/** PostgreSQL takes neither NUL nor half a character, in text and in jsonb. What a device quotes in a message is still worth keeping. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

/** The same throughout a value that becomes jsonb. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inside: unknown) => {
    if (typeof inside === 'string') return storable(inside)
    if (typeof inside !== 'object' || inside === null || Array.isArray(inside)) return inside
    return Object.fromEntries(Object.entries(inside).map(([key, each]) => [storable(key), each]))
  })
}
