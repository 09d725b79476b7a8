/** A server-sent event (WHATWG HTML §9.2). Without data it says nothing, as a comment does. */
export interface ServerEvent {
  event: string
  data: string | undefined
  id: string | undefined
}

/** The events that are whole in what came so far, and the text that waits for the rest of its own. */
export function wholeEvents(text: string): { events: ServerEvent[]; rest: string } {
  const blocks = text.split(/\r?\n\r?\n/)
  const rest = blocks.pop() ?? ''
  return { events: blocks.map(eventOf), rest }
}

function eventOf(block: string): ServerEvent {
  const fields = block.split(/\r?\n/).map(fieldOf)
  const last = (name: string) => fields.findLast((field) => field.name === name)?.value
  const data = fields.filter(({ name }) => name === 'data').map(({ value }) => value)
  return { event: last('event') ?? 'message', data: data.length === 0 ? undefined : data.join('\n'), id: last('id') }
}

/** A comment is a field without a name. */
function fieldOf(line: string): { name: string; value: string } {
  const colon = line.indexOf(':')
  return colon === -1 ? { name: line, value: '' } : { name: line.slice(0, colon), value: line.slice(colon + 1).replace(/^ /, '') }
}
