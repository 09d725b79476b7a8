import { second } from '@mylzip/shared/domain/time.ts'
import type { FastifyInstance } from 'fastify'

/**
 * Lets requests under way finish when the app closes, for so long (ms), and then hangs up at once. Node would wait for
 * connections that clients keep open for another request, or have opened and not used yet, until each of them times out; and for
 * a caller who does not read the answer for ever.
 */
export function drainOnClose(app: FastifyInstance, finishWithin = 10 * second): void {
  let underWay = 0
  let closing = false
  const hangUp = () => app.server.closeAllConnections()
  const hangUpWhenDone = () => {
    if (closing && underWay === 0) hangUp()
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
    const late = setTimeout(hangUp, finishWithin)
    app.server.once('close', () => clearTimeout(late))
    // After the server has stopped listening, which is what comes next.
    setImmediate(hangUpWhenDone)
  })
}
