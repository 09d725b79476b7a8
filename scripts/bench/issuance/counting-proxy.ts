import type { IncomingMessage, ServerResponse } from 'node:http'
import { Agent, createServer, request as forward } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface CountingProxy {
  directoryUrl: string
  rootPem: string
  /** Requests since the last look. */
  countAnew(): number
  /** What was asked for since the last look, method and path, in the order it came. */
  paths(): readonly string[]
  /** Added to each request from now on, ms: half of it on the way there, half on the way back. */
  delay(latencyMs: number): void
  stop(): Promise<void>
}

export interface ProxiedServer {
  directoryUrl: string
  rootPem: string
  tls: { certificatePem: string; privateKeyPem: string }
}

/** Longer than any client takes between two requests: who keeps a connection shall have it. */
const keepAliveMs = 600_000

/**
 * Stands between every client and the CA, and counts. The CA makes its links from the Host header, so all goes through
 * here. Connections are kept on both sides: making them, and how often, is each client's own business, and is not delayed.
 */
export async function startCountingProxy(target: ProxiedServer): Promise<CountingProxy> {
  const upstream = new URL(target.directoryUrl)
  const agent = new Agent({ keepAlive: true, ca: target.rootPem })
  let seen: string[] = []
  let halfMs = 0

  async function passOn(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    seen.push(`${incoming.method} ${incoming.url}`)
    const body = Buffer.concat(await incoming.toArray())
    if (halfMs > 0) await pause(halfMs)
    const { status, headers, data } = await answerTo(incoming, body)
    if (halfMs > 0) await pause(halfMs)
    const readable = withoutTokenless(headers['content-type'], data)
    const { 'transfer-encoding': _, ...kept } = headers
    response.writeHead(status, { ...kept, 'content-length': readable.length }).end(readable)
  }

  function answerTo({ method, url, headers }: IncomingMessage, body: Buffer) {
    return new Promise<{ status: number; headers: IncomingMessage['headers']; data: Buffer }>((resolve, reject) => {
      const onward = forward({ host: upstream.hostname, port: upstream.port, method, path: url, headers, agent }, (answer) => {
        answer
          .toArray()
          .then((chunks) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, data: Buffer.concat(chunks) }), reject)
      })
      onward.once('error', reject)
      onward.end(body)
    })
  }

  const server = createServer({ cert: target.tls.certificatePem, key: target.tls.privateKeyPem }, (incoming, response) => {
    passOn(incoming, response).catch(() => incoming.socket.destroy())
  })
  server.keepAliveTimeout = keepAliveMs
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    directoryUrl: `https://localhost:${port}${upstream.pathname}`,
    rootPem: target.rootPem,
    countAnew() {
      const count = seen.length
      seen = []
      return count
    },
    paths: () => seen,
    delay(latencyMs) {
      halfMs = latencyMs / 2
    },
    async stop() {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Left out for all alike: uacme gives up at a challenge without a token (dns-persist-01), when that comes first. */
export function withoutTokenless(contentType: string | undefined, data: Buffer): Buffer {
  if (!contentType?.startsWith('application/json') || !data.includes('"challenges"')) return data
  const authorization = JSON.parse(data.toString()) as { challenges?: { token?: string }[] }
  if (!Array.isArray(authorization.challenges)) return data
  return Buffer.from(JSON.stringify({ ...authorization, challenges: authorization.challenges.filter(({ token }) => token) }))
}
