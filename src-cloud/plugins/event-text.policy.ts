interface EventMeta {
  id?: string | undefined
  retry?: number | undefined
}

/** A comment, which says nothing but that the connection stands. */
export const signOfLife = ': \n\n'

/** A server-sent event (WHATWG HTML §9.2) whose data is JSON, which has no line breaks of its own. `retry` in ms. */
export function eventText(event: 'message' | 'done' | 'error', data: unknown, { id, retry }: EventMeta = {}): string {
  const lines = [`event: ${event}`]
  if (retry !== undefined) lines.push(`retry: ${retry}`)
  if (id !== undefined) lines.push(`id: ${id}`)
  return `${[...lines, `data: ${JSON.stringify(data)}`].join('\n')}\n\n`
}
