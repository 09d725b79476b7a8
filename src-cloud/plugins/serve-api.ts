import type { CloudContract } from '@mylzip/shared/cloud-api/contract.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import type { Router } from '@orpc/server'
import type { FastifyInstance } from 'fastify'
import type { CallContext } from './call-context.ts'
import type { CallErrors } from './call-errors.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { CountForCaller } from './rate-limits.ts'

interface ApiDoor {
  router: Router<CloudContract, CallContext>
  errors: CallErrors
  countForCaller: CountForCaller
  metrics: Metrics
  sessionCookie: string
}

/** ms. Below what proxies take for the end of a connection on which nothing comes, and often enough for the agent to notice one that is dead. */
const eventsKeptAlive = 20 * second

/** The contract's calls over HTTP, below /api. */
export function serveApi(app: FastifyInstance, { router, errors, countForCaller, metrics, sessionCookie }: ApiDoor): void {
  const handler = new OpenAPIHandler<CallContext>(router, {
    eventIteratorKeepAliveInterval: eventsKeptAlive,
    clientInterceptors: [
      async ({ next, procedure, path, context }) => {
        const call = path.join('.')
        context.named(call)
        try {
          const output = await next()
          metrics.called(call, 'ok')
          return output
        } catch (error) {
          const answer = errors.answer(error, procedure['~orpc'].errorMap, call)
          metrics.called(call, answer.code)
          throw answer
        }
      },
    ],
    customErrorResponseBodyEncoder: (error) => errors.outside(error)?.toJSON(),
  })
  app.all('/api/*', async (request, reply) => {
    const context: CallContext = {
      named: (call) => {
        request.call = call
      },
      credentials: {
        authorization: request.headers.authorization,
        sessionSecret: request.cookies[sessionCookie],
        csrfToken: onlyOne(request.headers['x-csrf-token']),
        safe: request.method === 'GET' || request.method === 'HEAD',
      },
      address: request.ip,
      idempotencyKey: onlyOne(request.headers['idempotency-key']),
      countFor: ({ kind, id }) => countForCaller(request, reply, `${kind} ${id}`),
    }
    // nginx would hold events back until a buffer is full.
    reply.header('x-accel-buffering', 'no')
    const { matched } = await handler.handle(request, reply, { prefix: '/api', context })
    return matched ? reply : reply.callNotFound()
  })
}

/** A header that came twice says nothing that could be relied on. */
function onlyOne(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined
}
