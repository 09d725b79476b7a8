import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { pageCaller } from '../access.policy.ts'
import type { FailedTries } from '../http/failed-tries.ts'
import type { Answer } from '../http/local-server.adapter.ts'
import { type AnswerCall, rpcPrefix } from '../http/rpc-over-http.ts'
import { sendRefusal } from '../http/send-refusal.ts'
import { guardHeaders, readPage } from '../pages/read-page.adapter.ts'
import type { Passes } from './passes.ts'
import { comesFromDashboard } from './request-gate.policy.ts'
import { exchangeToken } from './session.routes.ts'

export interface LoopbackRoutes {
  /** `127.0.0.1:<port>`; known once the door listens. */
  authority(): string
  staticFolder: string
  passes: Passes
  failedTries: FailedTries
  answerCall: AnswerCall
}

/** Everything the loopback door answers: the dashboard's files to anyone who came directly, calls to bearers. */
export function createLoopbackRoutes({ authority, staticFolder, passes, failedTries, answerCall }: LoopbackRoutes): Answer {
  return async (request, response, callerIsKnown) => {
    for (const [name, value] of Object.entries(guardHeaders)) response.setHeader(name, value)
    if (!comesFromDashboard(request.headers, authority())) return sendRefusal(response, new Refusal('ORIGIN_REFUSED'))
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    if (request.method === 'POST' && path === '/session') return exchangeToken(request, response, passes, failedTries)
    if (request.method === 'POST' && path.startsWith(`${rpcPrefix}/`)) return callWithBearer(request, response, callerIsKnown)
    if (request.method === 'GET' || request.method === 'HEAD') return sendPage(response, path)
    sendRefusal(response, new Refusal('CALL_UNKNOWN'))
  }

  async function callWithBearer(request: IncomingMessage, response: ServerResponse, callerIsKnown: () => void): Promise<void> {
    const bearer = /^Bearer ([\w-]+)$/.exec(request.headers.authorization ?? '')?.[1]
    const pass = bearer === undefined ? undefined : passes.enter(bearer)
    if (!pass) return sendRefusal(response, new Refusal('CALLER_UNKNOWN'))
    callerIsKnown()
    response.once('close', pass.leave)
    await answerCall(request, response, pageCaller(pass.access))
  }

  async function sendPage(response: ServerResponse, path: string): Promise<void> {
    const page = await readPage(staticFolder, path)
    if (!page) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no such page.\n')
      return
    }
    response.writeHead(200, { ...page.headers, 'content-length': page.body.length }).end(page.body)
  }
}
