import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { createORPCClient } from '@orpc/client'
import { type ContractRouterClient, eventIterator, oc } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { getEventMeta, ORPCError, withEventMeta } from '@orpc/server'
import Fastify from 'fastify'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { type Events, type EventTimes, sendEvents } from '#cloud/plugins/send-events.ts'

const Value = z.object({ text: z.string() })
const contract = { events: oc.route({ method: 'GET', path: '/events' }).output(eventIterator(Value, Value)) }
const told = () => new ORPCError('DEFECT', { status: 500, message: 'It broke off.', data: { reference: 'r' } })

const { promise: never } = Promise.withResolvers<IteratorResult<unknown, unknown>>()

async function serve(values: Events['values'], times: Partial<EventTimes> = {}, first = async (_answer: ServerResponse) => {}) {
  const app = Fastify()
  const answers: ServerResponse[] = []
  app.get('/events', async (_request, reply) => {
    answers.push(reply.raw)
    await first(reply.raw)
    sendEvents(reply.header('x-request-id', 'a'), { values, told }, { signsOfLifeEvery: 60_000, readWithin: 60_000, ...times })
    return reply
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => app.close())
  const { port } = app.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  return { port, url, answers, client: createORPCClient<ContractRouterClient<typeof contract>>(new OpenAPILink(contract, { url })) }
}

test('oRPC’s client reads each value with its id as it comes, and what is returned', async () => {
  const line = 'a line\r\nand another\n\nid: 9'
  const { client } = await serve(
    (async function* () {
      yield withEventMeta({ text: line }, { id: '7' })
      yield { text: 'second' }
      return withEventMeta({ text: 'end' }, { retry: 5 })
    })(),
  )
  const events = await client.events()
  const first = await events.next()
  expect([first.value, getEventMeta(first.value)?.id]).toEqual([{ text: line }, '7'])
  expect((await events.next()).value).toEqual({ text: 'second' })
  const last = await events.next()
  expect([last.done, last.value, getEventMeta(last.value)?.retry]).toEqual([true, { text: 'end' }, 5])
})

test('what breaks off says so, with its code', async () => {
  const { client } = await serve(
    (async function* (): AsyncGenerator<{ text: string }> {
      yield { text: 'first' }
      throw new Error('a secret')
    })(),
  )
  const events = await client.events()
  expect((await events.next()).value).toEqual({ text: 'first' })
  await expect(events.next()).rejects.toMatchObject({ code: 'DEFECT', message: 'It broke off.', data: { reference: 'r' } })
})

const asking = 'GET /events HTTP/1.1\r\nHost: a\r\n\r\n'

function dial(port: number, text: string) {
  const caller = connect(port, '127.0.0.1').on('error', () => undefined)
  onTestFinished(() => void caller.destroy())
  caller.write(text)
  return caller
}

test('a caller hears signs of life while there is nothing to say, and the headers that were set before', async () => {
  const { url } = await serve({ next: () => never }, { signsOfLifeEvery: 5 })
  const { headers, body } = await fetch(url.concat('/events'))
  expect([headers.get('content-type'), headers.get('x-request-id')]).toEqual(['text/event-stream', 'a'])
  let text = ''
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString()
    if (text.length >= 16) break
  }
  expect(text.startsWith(': \n\n: \n\n: \n\n: \n\n')).toBe(true)
})

test('no more is fetched for a caller who does not read, and nothing any more for one who has gone', async () => {
  let fetched = 0
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  async function* endless() {
    try {
      for (;;) {
        fetched++
        yield { text: 'x'.repeat(1024 * 1024) }
      }
    } finally {
      end()
    }
  }
  const { port } = await serve(endless())
  const caller = dial(port, asking)
  await expect.poll(() => fetched).toBeGreaterThan(0)
  const counts: number[] = []
  await expect.poll(() => counts.push(fetched) > 1 && counts.at(-1) === counts.at(-2), { interval: 50 }).toBe(true)
  expect(fetched).toBeLessThan(50)
  caller.destroy()
  await ended
})

test('events that have ended and wait for their turn behind another answer get no signs of life, and do not wait for ever', async () => {
  const next = [never, Promise.resolve({ done: true as const, value: { text: 'end' } })]
  const { port, answers } = await serve({ next: () => next.shift() ?? never }, { signsOfLifeEvery: 5, readWithin: 100 })
  let signs = 0
  dial(port, asking + asking).on('data', () => signs++)
  await expect.poll(() => answers[1]?.writableEnded).toBe(true)
  const faults: unknown[] = []
  answers[1]?.on('error', (fault) => faults.push(fault))
  const before = signs
  await expect.poll(() => signs).toBeGreaterThan(before + 3)
  await expect.poll(() => answers[1]?.destroyed).toBe(true)
  expect(faults).toEqual([])
})

test('a fault in an answer is heard however often it comes, and ends nothing', async () => {
  const { port, answers } = await serve({ next: () => never })
  dial(port, asking)
  await expect.poll(() => answers[0]?.headersSent).toBe(true)
  for (let times = 0; times < 3; times++) expect(answers[0]?.emit('error', new Error('broken'))).toBe(true)
})

test('whoever goes before the first byte leaves nothing behind', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const { promise: returned, resolve: end } = Promise.withResolvers<IteratorResult<unknown, unknown>>()
  const values = {
    next: () => never,
    return: () => {
      end({ done: true, value: undefined })
      return returned
    },
  }
  const begun = Promise.withResolvers<void>()
  const { port } = await serve(values, {}, async (answer) => {
    const gone = once(answer, 'close')
    begun.resolve()
    await gone
  })
  const caller = dial(port, asking)
  await begun.promise
  const before = vi.getTimerCount()
  caller.destroy()
  await returned
  expect(vi.getTimerCount()).toBe(before)
})

test('who does not read is let go, and nothing is fetched for them any more', async () => {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  async function* endless() {
    try {
      for (;;) yield { text: 'x'.repeat(1024 * 1024) }
    } finally {
      end()
    }
  }
  const { port, answers } = await serve(endless(), { readWithin: 50 })
  dial(port, asking).pause()
  await ended
  expect(answers[0]?.destroyed).toBe(true)
})
