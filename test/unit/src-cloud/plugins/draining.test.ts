import { type AddressInfo, connect } from 'node:net'
import { Readable } from 'node:stream'
import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { drainOnClose } from '#cloud/plugins/draining.ts'

test.each([
  ['does not read what it asked for', () => Readable.from(endless())],
  ['is never answered', () => new Promise(() => undefined)],
])('closing is held up by no caller who %s', async (_what, answer) => {
  const app = Fastify()
  drainOnClose(app, 100)
  let asked = false
  app.get('/', async () => {
    asked = true
    return answer()
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const caller = connect((app.server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined)
  onTestFinished(() => void caller.destroy())
  caller.pause().write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  await expect.poll(() => asked).toBe(true)
  await app.close()
  expect(app.server.listening).toBe(false)
})

function* endless() {
  for (;;) yield Buffer.alloc(64 * 1024)
}
