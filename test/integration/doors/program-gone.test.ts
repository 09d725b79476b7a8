import { request } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { createFailedTries } from '#main/doors/http/failed-tries.ts'
import { closeServer, createLocalServer, listen } from '#main/doors/http/local-server.adapter.ts'
import { createProgramRoutes } from '#main/doors/programs/program.routes.ts'
import { freePorts } from '../../support/free-port.ts'

test('a program that has gone before it was let in leaves nothing behind', async () => {
  const [asked, gone, left] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let isAnswered = false
  const [port = 0] = await freePorts(1)
  const answer = createProgramRoutes({
    port,
    gate: {
      async enter() {
        asked.resolve()
        await gone.promise
        return { level: 'read', ended: new AbortController().signal, asksFor: async () => {}, leave: left.resolve }
      },
    },
    failedTries: createFailedTries({ now: Date.now }),
    answerApi: async () => {
      isAnswered = true
    },
    describe: async () => '{}',
  })
  const server = createLocalServer((asking, response, callerIsKnown) => {
    response.once('close', gone.resolve)
    return answer(asking, response, callerIsKnown)
  })
  await listen(server, { host: '127.0.0.1', port })
  onTestFinished(() => closeServer(server))
  const program = request({ host: '127.0.0.1', port, path: '/api/state', headers: { authorization: 'Bearer x' }, agent: false })
  program.on('error', () => undefined).end()
  await asked.promise
  program.destroy()
  await left.promise
  expect(isAnswered).toBe(false)
})
