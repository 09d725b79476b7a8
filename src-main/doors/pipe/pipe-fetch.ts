import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { DoorFile } from './door-file.adapter.ts'
import { agentHeader, callerHeader, isProof, nonceHeader, prove } from './proofs.ts'

/** Someone else answers in the agent's place. */
export class WrongAgent extends Error {}

/** `fetch` over the pipe: proves to know the secret, and takes no answer of anyone who does not. */
export function createPipeFetch({ path, secret }: DoorFile, agent: Agent): (request: Request) => Promise<Response> {
  return async (request) => {
    const nonce = randomBytes(16).toString('hex')
    const { pathname, search } = new URL(request.url)
    const sent = httpRequest({
      socketPath: path,
      path: pathname + search,
      method: request.method,
      headers: { ...Object.fromEntries(request.headers), [nonceHeader]: nonce, [callerHeader]: prove(secret, 'caller', nonce) },
      agent,
      signal: request.signal,
    })
    sent.end(await request.text())
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    if (!isProof(answer.headers[agentHeader], secret, 'agent', nonce)) {
      answer.destroy()
      throw new WrongAgent('what answers at the pipe does not know its secret')
    }
    return toResponse(answer)
  }
}

function toResponse(answer: IncomingMessage): Response {
  const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  )
  return new Response(Readable.toWeb(answer) as ReadableStream<Uint8Array>, { status: answer.statusCode ?? 500, headers })
}
