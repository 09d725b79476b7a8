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

export interface EventTimes {
  /** ms between signs of life. */
  signsOfLifeEvery: number
  /** ms within which what was written has to be read. Whoever does not is taken for gone. */
  readWithin: number
}

/**
 * Answers with server-sent events as oRPC's client reads them: `message` for a value that is yielded, `done` for the one that
 * is returned, `error` for a refusal, and now and then a sign of life. oRPC's own way leads through web streams, which hold
 * 30 kB for each of the thousands of devices that wait; this one needs a response and a timer.
 */
export function sendEvents(reply: FastifyReply, events: Events, { signsOfLifeEvery, readWithin }: EventTimes): void {
  reply.header('content-type', 'text/event-stream').hijack()
  const { raw } = reply
  // For as long as there is a response: an error that nobody hears ends the process, and oRPC hears the first alone.
  raw.on('error', () => undefined)
  // Who has gone by now never closes again: nothing may be begun that waits for it.
  const signs = raw.destroyed ? undefined : begin(raw, listOf(reply.getHeaders()), signsOfLifeEvery)
  void pass(events, raw, readWithin).then(() => {
    clearInterval(signs)
    end(raw, readWithin)
  })
}

function begin(raw: ServerResponse, headers: string[], signsOfLifeEvery: number): NodeJS.Timeout {
  // A list, and at once: Node keeps neither, as it would an object of headers, and their text until the first event.
  raw.writeHead(200, headers)
  raw.flushHeaders()
  raw.write(signOfLife)
  const signs = setInterval(() => {
    // Whoever does not read what came has no use for more.
    if (!raw.writableNeedDrain) write(raw, signOfLife)
  }, signsOfLifeEvery).unref()
  raw.once('close', () => clearInterval(signs))
  return signs
}

/** Never rejects. */
async function pass({ values, told }: Events, raw: ServerResponse, readWithin: number): Promise<void> {
  try {
    for (let over = false; !over && !raw.destroyed; ) {
      const { done = false, value } = await values.next()
      const flows = write(raw, eventText(done ? 'done' : 'message', value, getEventMeta(value)))
      if (!flows) await drained(raw, readWithin)
      over = done
    }
    await values.return?.()
  } catch (error) {
    write(raw, eventText('error', told(error).toJSON()))
  }
}

/** Closed soon after, read or not: Node would keep what has ended for as long as the caller keeps the connection. */
function end(raw: ServerResponse, readWithin: number): void {
  if (raw.destroyed) return
  raw.end()
  const late = letGoIn(readWithin, raw)
  raw.once('close', () => clearTimeout(late))
}

/**
 * False while what was written before still waits for the caller to read it. Node takes writing to who has gone for a fault,
 * and to what has ended, which may wait long for its turn behind another answer.
 */
function write(raw: ServerResponse, text: string): boolean {
  return raw.destroyed || raw.writableEnded || raw.write(text)
}

function drained(raw: ServerResponse, readWithin: number): Promise<void> {
  return new Promise((resolve) => {
    const late = letGoIn(readWithin, raw)
    function go() {
      clearTimeout(late)
      raw.off('drain', go).off('close', go)
      resolve()
    }
    raw.on('drain', go).on('close', go)
  })
}

/** By its connection: the answer itself may still wait for its turn there, and closes with it. */
function letGoIn(ms: number, raw: ServerResponse): NodeJS.Timeout {
  return setTimeout(() => raw.req.socket.destroy(), ms).unref()
}

function listOf(headers: ReturnType<FastifyReply['getHeaders']>): string[] {
  return Object.entries(headers).flatMap(([name, value = []]) => [value].flat().flatMap((each) => [name, String(each)]))
}
