import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { isOwnHost } from './host.policy.ts'
import { pagePolicy } from './page.policy.ts'

export interface PageSource {
  isForName(name: string): boolean
  html(): string
}

/**
 * Answers with the one page there is. Strict-Transport-Security is left out on purpose: it holds for every port of the
 * name, and would cut off whatever else this device serves without TLS.
 */
export function answerWith({ isForName, html }: PageSource): RequestListener {
  return (request, response) => {
    if (!isOwnHost(request.headers.host, { isForName, localAddress: request.socket.localAddress }))
      return refuse(request, response, 421, 'This device does not answer under that name.')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      return refuse(request, response, 405, 'This page can only be read.')
    }
    if (request.url?.split('?')[0] !== '/') return refuse(request, response, 404, 'There is only one page here.')
    send(request, response, 200, 'text/html; charset=utf-8', html())
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, sentence: string): void {
  // The rest of a body nobody reads must not be taken for the next request.
  response.setHeader('Connection', 'close')
  send(request, response, status, 'text/plain; charset=utf-8', `${sentence}\n`)
}

function send(request: IncomingMessage, response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Content-Security-Policy': pagePolicy,
    'Cache-Control': 'no-store',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
