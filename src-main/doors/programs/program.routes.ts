import type { IncomingMessage, ServerResponse } from 'node:http'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { TokenGate, TokenPass } from '../../tokens/token-gate.port.ts'
import { tokenPrefix } from '../../tokens/token-secret.policy.ts'
import { programCaller } from '../access.policy.ts'
import type { FailedTries } from '../http/failed-tries.ts'
import type { Answer } from '../http/local-server.adapter.ts'
import { guardHeaders } from '../pages/read-page.adapter.ts'
import type { AnswerApi } from './api-over-http.ts'
import { apiPrefix } from './api-prefix.ts'
import { comesFromProgram } from './from-program.policy.ts'
import { jsonType, sendFailure } from './told-failure.ts'

export interface ProgramRoutes {
  port: number
  gate: Pick<TokenGate, 'enter'>
  failedTries: FailedTries
  answerApi: AnswerApi
  /** The description of all there is (OpenAPI), as JSON. */
  describe(): Promise<string>
}

/** All that programs with a token are answered. Cookies mean nothing here, so no page can use somebody's. */
export function createProgramRoutes({ port, gate, failedTries, answerApi, describe }: ProgramRoutes): Answer {
  return async (request, response, callerIsKnown) => {
    for (const [name, value] of Object.entries(guardHeaders)) response.setHeader(name, value)
    const address = request.url ?? ''
    if (!comesFromProgram(request.headers, port))
      return sendFailure(response, new Refusal('LOCAL_API_FOR_PROGRAMS', { address: `http://127.0.0.1:${port}${apiPrefix}` }))
    if (decoded(address).includes(tokenPrefix)) return sendFailure(response, new Refusal('LOCAL_TOKEN_IN_ADDRESS'))
    const pass = await enter(request, response)
    if (!pass) return
    callerIsKnown()
    // Whoever has gone meanwhile closes nothing more.
    if (response.closed) return pass.leave()
    response.once('close', pass.leave)
    if (request.method === 'GET' && address === `${apiPrefix}/openapi.json`) return sendDescription(response)
    await answerApi(request, response, { caller: programCaller(pass.level), pass })
  }

  /** Undefined when the caller was turned away. */
  async function enter(request: IncomingMessage, response: ServerResponse): Promise<TokenPass | undefined> {
    const shown = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1]
    try {
      if (shown === undefined) throw new Refusal('LOCAL_TOKEN_NEEDED')
      return await gate.enter(shown)
    } catch (error) {
      if (!isRefusal(error)) throw error
      sendFailure(response, isRefusal(error, 'LOCAL_TOKEN_UNKNOWN') ? unknownToken(error) : error)
      return undefined
    }
  }

  /** Whoever guesses is slowed down; whoever has a right token is not, or any program could keep the others out. */
  function unknownToken(refusal: Refusal): Refusal {
    const retryAfterSeconds = failedTries.waitSeconds()
    if (retryAfterSeconds !== undefined) return new Refusal('RATE_LIMITED', { retryAfterSeconds })
    failedTries.count()
    return refusal
  }

  async function sendDescription(response: ServerResponse): Promise<void> {
    response.writeHead(200, { 'content-type': jsonType }).end(await describe())
  }
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
