import type { Readable } from 'node:stream'
import { createORPCErrorFromJson, isORPCErrorJson, withEventMeta } from '@orpc/client'
import { wholeEvents } from './server-events.policy.ts'

/** Characters. */
const largestEvent = 1024 * 1024

/**
 * Each value the cloud sends in an answer that goes on, with the event's id, until the one it returns; fails with the refusal
 * it sends. oRPC's own way leads through web streams and Node's fetch, which an agent that waits would keep for this alone.
 */
export async function* readEvents(answer: Readable): AsyncGenerator<unknown, unknown, void> {
  let waiting = ''
  for await (const text of answer.setEncoding('utf8')) {
    const { events, rest } = wholeEvents(waiting + text)
    waiting = rest
    if (waiting.length > largestEvent) throw new Error('an event is larger than any the cloud sends')
    for (const { event, data, id } of events) {
      if (data === undefined) continue
      const value: unknown = data === '' ? undefined : JSON.parse(data)
      if (event === 'error') throw isORPCErrorJson(value) ? createORPCErrorFromJson(value) : new Error('the cloud sent an unknown error')
      if (event === 'done') return value
      if (event === 'message') yield typeof value === 'object' && value !== null ? withEventMeta(value, { id }) : value
    }
  }
  if (waiting !== '') throw new Error('the answer ended in the middle of an event')
  return undefined
}
