import type { FastifyInstance } from 'fastify'

/**
 * Lets requests under way finish when the app closes, and then hangs up at once. Node would wait for connections that
 * clients keep open for another request, or have opened and not used yet, until each of them times out.
 */
export function drainOnClose(app: FastifyInstance): void {
  let underWay = 0
  let closing = false
  const hangUpWhenDone = () => {
    if (closing && underWay === 0) app.server.closeAllConnections()
  }
  app.addHook('onRequest', async (_request, reply) => {
    underWay++
    reply.raw.once('close', () => {
      underWay--
      hangUpWhenDone()
    })
  })
  app.addHook('preClose', async () => {
    closing = true
    // After the server has stopped listening, which is what comes next.
    setImmediate(hangUpWhenDone)
  })
}
