import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Log } from './log.port.ts'

export interface HttpOptions {
  log: Log
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[]
  /** PEM. Without it HTTP is spoken, which is for a proxy in front, and for loopback. */
  tls?: { cert: string; key: string } | undefined
}

/** A hundred reports with their details are well below. */
const bodyLimit = 256 * 1024
const requestTimeout = 10_000

export function createHttp({ log, trustedProxies, tls }: HttpOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit,
    requestTimeout,
    // A list, never `true` or a number of hops: both end in believing whoever wrote the header.
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    forceCloseConnections: 'idle',
    serverFactory: (handler): Server =>
      tls ? createTlsServer({ ...tls, requestTimeout }, handler) : createServer({ requestTimeout }, handler),
  })
  app.addHook('onSend', async (_request, reply) => {
    // RFC 6749 §5.1: what holds a token is kept by nobody on the way.
    reply.header('cache-control', 'no-store')
    reply.header('x-content-type-options', 'nosniff')
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, ip } = request
    // The route, never the address or the body as they came: they hold what is nobody else's business.
    log.info('answered', { method, route: routeOptions.url ?? 'unknown', status: reply.statusCode, ms: Math.round(reply.elapsedTime), ip })
  })
  return app
}
