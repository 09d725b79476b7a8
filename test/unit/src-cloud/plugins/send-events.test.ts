import { type AddressInfo, connect } from 'node:net'
import { createORPCClient } from '@orpc/client'
import { type ContractRouterClient, eventIterator, oc } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { getEventMeta, ORPCError, withEventMeta } from '@orpc/server'
import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { type Events, sendEvents } from '#cloud/plugins/send-events.ts'

const Value = z.object({ text: z.string() })
const contract = { events: oc.route({ method: 'GET', path: '/events' }).output(eventIterator(Value, Value)) }
const told = () => new ORPCError('DEFECT', { status: 500, message: 'It broke off.', data: { reference: 'r' } })

async function serve(values: Events['values'], signsOfLifeEvery = 60_000) {
  const app = Fastify()
  app.get('/events', (_request, reply) => sendEvents(reply.header('x-request-id', 'a'), { values, told }, signsOfLifeEvery))
  await app.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => app.close())
  const { port } = app.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  return { port, url, client: createORPCClient<ContractRouterClient<typeof contract>>(new OpenAPILink(contract, { url })) }
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

test('a caller hears signs of life while there is nothing to say, and the headers that were set before', async () => {
  const { promise: never } = Promise.withResolvers<IteratorResult<unknown, unknown>>()
  const { url } = await serve({ next: () => never }, 5)
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
  const caller = connect(port, '127.0.0.1')
  onTestFinished(() => void caller.destroy())
  caller.write('GET /events HTTP/1.1\r\nHost: a\r\n\r\n')
  await expect.poll(() => fetched).toBeGreaterThan(0)
  const counts: number[] = []
  await expect.poll(() => counts.push(fetched) > 1 && counts.at(-1) === counts.at(-2), { interval: 50 }).toBe(true)
  expect(fetched).toBeLessThan(50)
  caller.destroy()
  await ended
})
