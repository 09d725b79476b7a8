/** An event as it came over the wire (WHATWG HTML §9.2). */
export interface SentEvent {
  id: string | undefined
  event: string
  /** ms after which to come back. */
  retry: number | undefined
  data: string
}

export interface EventStream {
  response: Response
  /** The next event; comments are passed over. Undefined when the stream has ended. */
  next(): Promise<SentEvent | undefined>
  close(): void
}

/** Reads server-sent events with nothing of the product's. */
export async function openEventStream(url: string, headers: Record<string, string>): Promise<EventStream> {
  const controller = new AbortController()
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: controller.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  async function next(): Promise<SentEvent | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const block = text.slice(0, end)
        text = text.slice(end + 2)
        const event = parse(block)
        if (event) return event
        continue
      }
      const chunk = await reader?.read().catch(() => undefined)
      if (!chunk || chunk.done) return undefined
      text += chunk.value
    }
  }
  return { response, next, close: () => controller.abort() }
}

function parse(block: string): SentEvent | undefined {
  const fields = block.split('\n').flatMap((line) => {
    const [, name, value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? []
    return name === undefined ? [] : [[name, value] as const]
  })
  if (fields.length === 0) return undefined
  const field = (wanted: string) => fields.filter(([name]) => name === wanted).map(([, value]) => value)
  const retry = field('retry').at(-1)
  return {
    id: field('id').at(-1),
    retry: retry === undefined ? undefined : Number(retry),
    event: field('event').at(-1) ?? 'message',
    data: field('data').join('\n'),
  }
}
