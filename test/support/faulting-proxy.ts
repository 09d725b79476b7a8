import type { IncomingMessage, ServerResponse } from 'node:http'
import { Agent, createServer, request as forward } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface ProxiedRequest {
  method: string
  path: string
  body: string
}

/**
 * What may go wrong on the way: `cut` before the server hears of it, `swallow` after, `half` of the server's answer and
 * then nothing, `stall` without a byte, an answer of the proxy's own, or the server's changed.
 */
export type Fault =
  | 'cut'
  | 'swallow'
  | 'half'
  | 'stall'
  | { status: number; headers?: Record<string, string>; body?: string }
  | { otherHeaders?: Record<string, string>; rewrite?: (body: string) => string }

export interface FaultingProxy {
  directoryUrl: string
  rootPem: string
  /** All that arrived, those with a fault included. */
  requests: ProxiedRequest[]
  /** How many went to a path that begins so. */
  count(path: string): number
  /** Asked for each request; undefined lets it through. */
  fault(request: ProxiedRequest): Fault | undefined
  stop(): Promise<void>
}

export interface ProxiedServer {
  directoryUrl: string
  rootPem: string
  tls: { certificatePem: string; privateKeyPem: string }
}

/** Stands in front of an ACME server on loopback. Pebble makes its links from the Host header, so all goes through here. */
export async function startFaultingProxy(target: ProxiedServer): Promise<FaultingProxy> {
  const upstream = new URL(target.directoryUrl)
  const agent = new Agent({ keepAlive: true, ca: target.rootPem })
  const server = createServer({ cert: target.tls.certificatePem, key: target.tls.privateKeyPem }, async (incoming, response) => {
    const body = Buffer.concat(await incoming.toArray()).toString()
    const seen = { method: incoming.method ?? '', path: incoming.url ?? '', body }
    proxy.requests.push(seen)
    const fault = proxy.fault(seen)
    if (fault === 'cut') incoming.socket.destroy()
    else if (fault === 'stall') return
    else if (typeof fault === 'object' && 'status' in fault) response.writeHead(fault.status, fault.headers).end(fault.body)
    else passOn(incoming, body, response, fault)
  })

  function passOn(incoming: IncomingMessage, body: string, response: ServerResponse, fault: Fault | undefined): void {
    const { method, url, headers } = incoming
    const onward = forward({ host: upstream.hostname, port: upstream.port, method, path: url, headers, agent }, (answer) => {
      if (fault === 'swallow') {
        answer.resume().once('end', () => incoming.socket.destroy())
        return
      }
      void answerWith(answer, response, fault, incoming)
    })
    onward.once('error', () => incoming.socket.destroy())
    onward.end(body)
  }

  async function answerWith(answer: IncomingMessage, response: ServerResponse, fault: Fault | undefined, incoming: IncomingMessage) {
    const whole = Buffer.concat(await answer.toArray())
    const changed = typeof fault === 'object' && !('status' in fault) ? fault : {}
    const body = changed.rewrite ? Buffer.from(changed.rewrite(whole.toString())) : whole
    const hasBody = incoming.method !== 'HEAD'
    const { 'transfer-encoding': _, ...headers } = answer.headers
    response.writeHead(answer.statusCode ?? 502, {
      ...headers,
      ...(hasBody && { 'content-length': body.length }),
      ...changed.otherHeaders,
    })
    if (fault === 'half') response.write(body.subarray(0, body.length / 2), () => setImmediate(() => incoming.socket.destroy()))
    else response.end(hasBody ? body : undefined)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const proxy: FaultingProxy = {
    directoryUrl: `https://localhost:${port}${upstream.pathname}`,
    rootPem: target.rootPem,
    requests: [],
    count: (path) => proxy.requests.filter((request) => request.path.startsWith(path)).length,
    fault: () => undefined,
    async stop() {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}

/** Lets the first `times` requests that match have this fault, the others none. */
export function faultFor(
  matches: (request: ProxiedRequest) => boolean,
  fault: Fault,
  times = Number.POSITIVE_INFINITY,
): FaultingProxy['fault'] {
  let left = times
  return (request) => (matches(request) && left-- > 0 ? fault : undefined)
}
