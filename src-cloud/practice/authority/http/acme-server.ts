import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Authenticate, Signed } from '../jws/authenticate.service.ts'
import type { Nonces } from '../nonces.ts'
import { Problem } from '../problem.ts'
import { paths, type Urls } from '../urls.ts'
import { type AccountRequest, type Answer, send } from './answer.ts'

interface Needs {
  tls: { key: string; cert: string }
  nonces: Nonces
  urls: () => Urls
  authenticate: Authenticate
  onDefect: (error: unknown) => void
}

type Handle<Request> = (request: Request) => Answer | Promise<Answer>

export interface AcmeServer {
  app: FastifyInstance
  /** GET without a signature: directory, nonces, renewal information, revocation list. */
  open(path: string, handle: Handle<{ id: string }>): void
  /** POST signed by an account. */
  byAccount(path: string, handle: Handle<AccountRequest>): void
  /** POST signed by whatever key; the handler decides what it may do. */
  bySigner(path: string, handle: Handle<Signed>): void
}

const largestBody = 64 * 1024

export function createAcmeServer({ tls, nonces, urls, authenticate, onDefect }: Needs): AcmeServer {
  const app = Fastify({ https: tls, bodyLimit: largestBody, exposeHeadRoutes: false, forceCloseConnections: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/jose+json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.addHook('onSend', async (request, reply) => addCommonHeaders(request, reply, nonces, urls()))
  app.setErrorHandler<FastifyError | Problem>((error, _request, reply) => sendProblem(reply, toProblem(error, onDefect)))
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, new Problem('malformed', 'there is nothing here', { status: 404 })))

  const signed = async (request: FastifyRequest) => authenticate(readJson(request.body), `${urls().origin}${request.url}`)

  function post(path: string, answer: (request: FastifyRequest) => Promise<Answer>): void {
    app.post(path, async (request, reply) => send(reply, await answer(request)))
    // RFC 8555 §6.3: a plain GET is refused, so that a URL alone tells nothing.
    app.get(path, (_request, reply) => sendProblem(reply, onlyPost()))
  }

  return {
    app,
    open: (path, handle) => {
      app.get(path, async (request, reply) => send(reply, await handle({ id: idOf(request) })))
    },
    byAccount: (path, handle) =>
      post(path, async (request) => {
        const { account, payload, url } = await signed(request)
        if (!account) throw new Problem('malformed', 'this request is signed with the account’s kid, not with a bare key')
        return handle({ account, payload, url, id: idOf(request) })
      }),
    bySigner: (path, handle) => post(path, async (request) => handle(await signed(request))),
  }
}

function addCommonHeaders(request: FastifyRequest, reply: FastifyReply, nonces: Nonces, urls: Urls): void {
  reply.header('cache-control', 'no-store')
  const wantsNonce = request.method === 'POST' || request.url === paths.newNonce
  if (wantsNonce) reply.header('replay-nonce', nonces.issue())
  if (request.url === paths.directory) return
  const index = `<${urls.at(paths.directory)}>;rel="index"`
  const own = reply.getHeader('link')
  reply.header('link', typeof own === 'string' ? [own, index] : index)
}

function sendProblem(reply: FastifyReply, { document, headers }: Problem): FastifyReply {
  return send(reply, { status: document.status, headers: { 'content-type': 'application/problem+json', ...headers }, body: document })
}

function toProblem(error: FastifyError | Problem, onDefect: (error: unknown) => void): Problem {
  if (error instanceof Problem) return error
  const status = error.statusCode ?? 500
  if (status >= 400 && status < 500) return new Problem('malformed', error.message, { status })
  onDefect(error)
  return new Problem('serverInternal', 'something went wrong inside the practice CA')
}

function onlyPost(): Problem {
  return new Problem('malformed', 'this resource answers signed POST requests only', { status: 405, headers: { allow: 'POST' } })
}

function idOf(request: FastifyRequest): string {
  return (request.params as { id?: string }).id ?? ''
}

function readJson(body: unknown): unknown {
  try {
    return JSON.parse(String(body))
  } catch {
    throw new Problem('malformed', 'the body is not JSON')
  }
}
