import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node'
import type { Caller } from '../access.policy.ts'
import { handlerOptions } from '../handler-options.ts'
import type { AgentRouter } from '../router.ts'
import { sendRefusal } from './send-refusal.ts'

export const rpcPrefix = '/rpc'

/** Far above what any operation takes. */
const largestBody = 256 * 1024

export type AnswerCall = (request: IncomingMessage, response: ServerResponse, caller: Caller) => Promise<void>

/** Answers calls of the contract under /rpc, for whoever the door has found the caller to be. */
export function createRpcOverHttp(router: AgentRouter): AnswerCall {
  const handler = new RPCHandler(router.procedures, {
    ...handlerOptions(router),
    plugins: [new BodyLimitPlugin({ maxBodySize: largestBody })],
    // On one machine a peer that is gone closes its connection; waking up every five seconds to find out would be waste.
    eventIteratorKeepAliveInterval: minute,
  })
  return async (request, response, caller) => {
    const { matched } = await handler.handle(request, response, { prefix: rpcPrefix, context: { caller } })
    if (!matched) sendRefusal(response, new Refusal('CALL_UNKNOWN'))
  }
}
