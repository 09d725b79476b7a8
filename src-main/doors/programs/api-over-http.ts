import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { BodyLimitPlugin } from '@orpc/server/node'
import type { StandardHandleResult } from '@orpc/server/standard'
import { isEventIterator } from '../event-iterator.ts'
import type { CallContext } from '../guarded-contract.ts'
import { handlerOptions } from '../handler-options.ts'
import type { AgentRouter } from '../router.ts'
import { apiPrefix } from './api-prefix.ts'
import { jsonType, sendFailure, toldFailure } from './told-failure.ts'

/** Far above what any operation takes. */
const largestBody = 256 * 1024

export type AnswerApi = (request: IncomingMessage, response: ServerResponse, context: CallContext) => Promise<void>

/** Answers the contract's operations under /api, by the methods and paths that it names. */
export function createApiOverHttp(router: AgentRouter): AnswerApi {
  const handler = new OpenAPIHandler<CallContext>(router.procedures, {
    ...handlerOptions(router),
    rootInterceptors: [async ({ next }) => inUtf8(await next())],
    plugins: [new BodyLimitPlugin({ maxBodySize: largestBody })],
    eventIteratorKeepAliveInterval: minute,
    customErrorResponseBodyEncoder: toldFailure,
  })
  return async (request, response, context) => {
    const { matched } = await handler.handle(request, response, { prefix: apiPrefix, context })
    if (!matched) sendFailure(response, new Refusal('CALL_UNKNOWN'))
  }
}

/** The library says of JSON that it is JSON and no more, unless it is handed bytes. */
function inUtf8(result: StandardHandleResult): StandardHandleResult {
  if (!result.matched) return result
  const { response } = result
  if (response.body === undefined || isEventIterator(response.body)) return result
  const body = new Blob([JSON.stringify(response.body)]).stream()
  return { ...result, response: { ...response, headers: { ...response.headers, 'content-type': jsonType }, body } }
}
