import type { ServerResponse } from 'node:http'
import { getEventMeta, type ORPCError } from '@orpc/server'
import type { FastifyReply } from 'fastify'
import { eventText, signOfLife } from './event-text.policy.ts'

/** An answer that goes on: with each value that is yielded, until one is returned. */
export interface Events {
  /** Ends by itself once the caller has gone, whose signal it has. */
  values: AsyncIterator<unknown, unknown, void>
  /** What the caller is told when it breaks off. */
  told(error: unknown): ORPCError<string, unknown>
}

/**
 * Answers with server-sent events as oRPC's client reads them: `message` for a value that is yielded, `done` for the one that
 * is returned, `error` for a refusal, and now and then (ms) a sign of life. oRPC's own way leads through web streams, which
 * hold 30 kB for each of the thousands of devices that wait; this one needs a response and a timer.
 */
export function sendEvents(reply: FastifyReply, events: Events, signsOfLifeEvery: number): void {
  reply.header('content-type', 'text/event-stream').hijack()
  const { raw } = reply
  // A list, and at once: Node keeps neither, as it would an object of headers, and their text until the first event.
  raw.writeHead(200, listOf(reply.getHeaders()))
  raw.flushHeaders()
  raw.write(signOfLife)
  const signs = setInterval(() => {
    // Whoever does not read what came has no use for more.
    if (!raw.writableNeedDrain) write(raw, signOfLife)
  }, signsOfLifeEvery)
  raw.once('close', () => clearInterval(signs))
  void pass(events, raw)
}

/** Never rejects. */
async function pass({ values, told }: Events, raw: ServerResponse): Promise<void> {
  try {
    for (let over = false; !over && !raw.destroyed; ) {
      const { done = false, value } = await values.next()
      const flows = write(raw, eventText(done ? 'done' : 'message', value, getEventMeta(value)))
      if (!flows) await drained(raw)
      over = done
    }
    await values.return?.()
  } catch (error) {
    write(raw, eventText('error', told(error).toJSON()))
  }
  if (!raw.destroyed) raw.end()
}

/** False while what was written before still waits for the caller to read it. Node takes writing to who has gone for a fault. */
function write(raw: ServerResponse, text: string): boolean {
  return raw.destroyed || raw.write(text)
}

function drained(raw: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    function go() {
      raw.off('drain', go).off('close', go)
      resolve()
    }
    raw.on('drain', go).on('close', go)
  })
}

function listOf(headers: ReturnType<FastifyReply['getHeaders']>): string[] {
  return Object.entries(headers).flatMap(([name, value = []]) => [value].flat().flatMap((each) => [name, String(each)]))
}
