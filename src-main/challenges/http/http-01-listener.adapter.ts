import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { ChallengeSolver } from '../challenge.port.ts'
import { createSharedListener } from '../listening/shared-listener.adapter.ts'
import { tokenAsked } from './answer-path.policy.ts'

/**
 * Answers http-01 (RFC 8555 §8.3) by itself, for all certificates at once. The port is open only while a name is being
 * proven, and nothing but the answers can be had there. Refuses with CHALLENGE_PORT_TAKEN or CHALLENGE_PORT_NOT_ALLOWED.
 */
export function createHttp01Listener({ port }: { port: number }): ChallengeSolver {
  const answers = new Map<string, string>()
  const server = createServer({ maxHeaderSize: 8_192 }, (request, response) => {
    const token = tokenAsked(request.method, request.url)
    answer(request, response, token === undefined ? undefined : answers.get(token))
  })
  const listener = createSharedListener({ port, accept: (socket) => void server.emit('connection', socket) })
  return {
    type: 'http-01',
    ready: listener.tryOut,
    async publish({ name, token, keyAuthorization }) {
      answers.set(token, keyAuthorization)
      await listener.hold(token, name)
    },
    async remove({ token }) {
      answers.delete(token)
      await listener.release(token)
    },
  }
}

/** The connection ends with each answer: the CA asks once, and others shall not keep the port busy. */
function answer({ method }: IncomingMessage, response: ServerResponse, text: string | undefined): void {
  response.writeHead(text === undefined ? 404 : 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': Buffer.byteLength(text ?? ''),
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  })
  response.end(method === 'HEAD' ? undefined : text)
}
