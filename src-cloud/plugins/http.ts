import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import type { AccessToken } from './access-tokens.ts'
import { drainOnClose } from './draining.ts'
import { answerBadAddress } from './errors.ts'
import type { Log } from './log.port.ts'
import { withRequestId } from './log-lines.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Random } from './random.port.ts'
import { requestIdOf } from './request-id.policy.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The contract's name of the call, e.g. `devices.enrol`, once it is known. */
    call: string
    /** What the token said that came with a device's call, where it is good: verified once, for the limits and for the guard. */
    accessToken: AccessToken | undefined
  }
}

export interface HttpOptions {
  log: Log
  random: Random
  metrics: Metrics
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[]
  /** PEM. Without it HTTP is spoken, which is for a proxy in front, and for loopback. */
  tls?: { cert: string; key: string } | undefined
}

/** A hundred reports with their details are well below. */
const bodyLimit = 256 * 1024
/** ms. Connections are kept longer than proxies keep theirs, so that it is never this side that hangs up on a request just sent. */
const timeouts = { requestTimeout: 10_000, keepAliveTimeout: 75_000 }

export function createHttp({ log, random, metrics, trustedProxies, tls }: HttpOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit,
    frameworkErrors: answerBadAddress,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id'], () => random.uuid()),
    // A list, never `true` or a number of hops: both end in believing whoever wrote the header.
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    serverFactory: (handler): Server => (tls ? createTlsServer({ ...tls, ...timeouts }, handler) : createServer(timeouts, handler)),
  })
  drainOnClose(app)
  app.register(cookie)
  app.decorateRequest('call', '')
  app.decorateRequest('accessToken', undefined)
  app.addHook('onRequest', (request, reply, done) => {
    // Here, so that every answer has them, refusals, defects and streams too.
    reply.header('x-request-id', request.id)
    // RFC 6749 §5.1: what holds a token is kept by nobody on the way.
    reply.header('cache-control', 'no-store')
    reply.header('x-content-type-options', 'nosniff')
    withRequestId(request.id, done)
  })
  // Again: reading a body goes on where the connection's work goes on.
  app.addHook('preHandler', (request, _reply, done) => withRequestId(request.id, done))
  app.addHook('onResponse', async (request, reply) => {
    const { id, method, routeOptions, ip } = request
    // The call's name or the route, never the URL or the body as they came: they hold what is nobody else's business.
    const call = request.call || routeOptions.url || 'unknown'
    const stream = String(reply.getHeader('content-type')).startsWith('text/event-stream')
    metrics.answered({ call, method, status: reply.statusCode, ms: reply.elapsedTime, stream })
    log.info('answered', { requestId: id, method, call, status: reply.statusCode, ms: Math.round(reply.elapsedTime), ip })
  })
  return app
}
