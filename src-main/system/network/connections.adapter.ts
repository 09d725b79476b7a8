import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Socket } from 'node:net'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'

export interface Connections {
  httpAgent: HttpAgent
  httpsAgent: HttpsAgent
}

const limits = { keepAlive: true, maxSockets: 8, maxFreeSockets: 4 }

/**
 * Connections of one client, kept open between requests, that trust what this machine trusts and `extraRootsPem`
 * beside it. The machine's own store counts because that is where an organization puts the root of its filter.
 * `connectMs` bounds TCP and TLS together: a host that drops packets would else take minutes.
 */
export function createConnections(extraRootsPem: string | undefined, connectMs: number): Connections {
  const secureContext = trustOf(extraRootsPem)
  const httpsAgent = boundedIn(new HttpsAgent({ ...limits, secureContext }), connectMs, 'secureConnect')
  return { httpAgent: boundedIn(new HttpAgent(limits), connectMs, 'connect'), httpsAgent }
}

/** Built once per client: parsing some hundred roots for every connection would cost more than the handshake. */
function trustOf(extraRootsPem: string | undefined): SecureContext {
  const extra = extraRootsPem ? [extraRootsPem] : []
  return createSecureContext({ ca: [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...extra])] })
}

function boundedIn<A extends HttpAgent>(agent: A, ms: number, connected: 'connect' | 'secureConnect'): A {
  const connect = agent.createConnection.bind(agent)
  agent.createConnection = (...args: Parameters<typeof connect>) => {
    const socket = connect(...args) as Socket | undefined
    if (!socket) return socket
    const timer = setTimeout(() => socket.destroy(Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' })), ms)
    const done = () => clearTimeout(timer)
    return socket.once(connected, done).once('close', done)
  }
  return agent
}
