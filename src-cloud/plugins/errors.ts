import { STATUS_CODES } from 'node:http'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { isLostConnection } from './database/is-lost-connection.policy.ts'
import type { Log } from './log.port.ts'
import { type ErrorAnswer, toErrorAnswer, toProblem, wantsPlainJson } from './problem.policy.ts'
import type { Random } from './random.port.ts'

/** Every error of the HTTP side leaves in one of two forms: oRPC's for the typed client, a problem detail for all others. */
export function answerErrors(app: FastifyInstance, { log, random }: { log: Log; random: Random }): void {
  app.setErrorHandler<FastifyError | Refusal>((error, request, reply) => {
    // The caller has hung up in the middle of the request: there is nobody to answer, and nothing is wrong here.
    if (request.raw.destroyed && error.message === 'aborted') return reply
    const { refusal, status } = classify(error, random)
    if (status === 503) log.warn('a request was interrupted', { method: request.method, reason: error.message })
    else if (status >= 500) log.error('a request failed', { ...refusal.data, method: request.method, reason: error.stack })
    return reply.status(status).send(toErrorAnswer(refusal, status))
  })
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (_request, reply) =>
    reply.status(404).send(toErrorAnswer(new Refusal('CALL_UNKNOWN'), 404)),
  )
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode < 400 || typeof payload !== 'string' || wantsPlainJson(request.headers.accept)) return payload
    // A page for people says it in its own words.
    if (String(reply.getHeader('content-type')).startsWith('text/html')) return payload
    const answer: ErrorAnswer | { code?: never } = JSON.parse(payload)
    if (answer.code === undefined) return payload
    reply.header('content-type', 'application/problem+json')
    return JSON.stringify(toProblem(answer, STATUS_CODES[answer.status] ?? 'Error'))
  })
}

/** An address that cannot even be read (`/api/%`) reaches no hook and no handler: answered here, without repeating it. */
export function answerBadAddress(_error: FastifyError, _request: unknown, reply: FastifyReply): void {
  const answer = toErrorAnswer(new Refusal('INPUT_INVALID', { reason: 'the address cannot be read' }), 400)
  reply
    .status(answer.status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(toProblem(answer, 'Bad Request')))
}

function classify(error: FastifyError | Refusal, random: Random): { refusal: Refusal; status: number } {
  if (isRefusal(error, 'RATE_LIMITED')) return { refusal: error, status: 429 }
  if (isLostConnection(error)) return { refusal: new Refusal('SERVICE_INTERRUPTED'), status: 503 }
  const status = isRefusal(error) ? 500 : (error.statusCode ?? 500)
  if (status < 500) return { refusal: new Refusal('INPUT_INVALID', { reason: error.message }), status }
  return { refusal: new Refusal('DEFECT', { reference: random.uuid() }), status: 500 }
}
