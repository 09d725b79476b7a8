import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { BodyLimitPlugin } from '@orpc/server/node'
import type { CallContext } from '../guarded-contract.ts'
import { handlerOptions } from '../handler-options.ts'
import type { AgentRouter } from '../router.ts'
import { apiPrefix } from './api-prefix.ts'
import { sendFailure, toldFailure } from './told-failure.ts'

/** Far above what any operation takes. */
const largestBody = 256 * 1024

export type AnswerApi = (request: IncomingMessage, response: ServerResponse, context: CallContext) => Promise<void>

/** Answers the contract's operations under /api, by the methods and paths that it names. */
export function createApiOverHttp(router: AgentRouter): AnswerApi {
  const handler = new OpenAPIHandler<CallContext>(router.procedures, {
    ...handlerOptions(router),
    plugins: [new BodyLimitPlugin({ maxBodySize: largestBody })],
    eventIteratorKeepAliveInterval: minute,
    customErrorResponseBodyEncoder: toldFailure,
  })
  return async (request, response, context) => {
    const { matched } = await handler.handle(request, response, { prefix: apiPrefix, context })
    if (!matched) sendFailure(response, new Refusal('CALL_UNKNOWN'))
  }
}
