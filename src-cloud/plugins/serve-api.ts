import type { CloudContract } from '@mylzip/shared/cloud-api/contract.ts'
import { minute, second } from '@mylzip/shared/domain/time.ts'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import type { Router } from '@orpc/server'
import type { FastifyInstance } from 'fastify'
import type { CallContext } from './call-context.ts'
import type { CallErrors } from './call-errors.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { CountForCaller } from './rate-limits.ts'
import { type EventTimes, sendEvents } from './send-events.ts'

interface ApiDoor {
  router: Router<CloudContract, CallContext>
  errors: CallErrors
  countForCaller: CountForCaller
  metrics: Metrics
  sessionCookie: string
}

/** Signs are below what proxies take for the end of a connection on which nothing comes, and often enough for the agent to notice one that is dead. */
const eventTimes: EventTimes = { signsOfLifeEvery: 20 * second, readWithin: minute }

/** The contract's calls over HTTP, below /api. */
export function serveApi(app: FastifyInstance, { router, errors, countForCaller, metrics, sessionCookie }: ApiDoor): void {
  const handler = new OpenAPIHandler<CallContext>(router, {
    rootInterceptors: [
      // Events are sent below: there is nothing left to answer with.
      async ({ next, context: { answer } }) => {
        const result = await next()
        return answer.events === undefined ? result : { matched: false, response: undefined }
      },
    ],
    clientInterceptors: [
      async ({ next, procedure, path, context }) => {
        const call = path.join('.')
        context.named(call)
        try {
          const output = await next()
          metrics.called(call, 'ok')
          if (!isEvents(output)) return output
          context.answer.events = { values: output, told: (error) => errors.answer(error, procedure['~orpc'].errorMap, call) }
          return undefined
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
        accessToken: request.accessToken,
        sessionSecret: request.cookies[sessionCookie],
        csrfToken: onlyOne(request.headers['x-csrf-token']),
        safe: request.method === 'GET' || request.method === 'HEAD',
      },
      address: request.ip,
      answer: {},
      idempotencyKey: onlyOne(request.headers['idempotency-key']),
      countFor: ({ kind, id }) => countForCaller(request, reply, `${kind} ${id}`),
    }
    // nginx would hold events back until a buffer is full.
    reply.header('x-accel-buffering', 'no')
    const { matched } = await handler.handle(request, reply, { prefix: '/api', context })
    if (context.answer.events) sendEvents(reply, context.answer.events, eventTimes)
    else if (!matched) reply.callNotFound()
    return reply
  })
}

function isEvents(output: unknown): output is AsyncIterator<unknown, unknown, void> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output
}

/** A header that came twice says nothing that could be relied on. */
function onlyOne(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined
}
