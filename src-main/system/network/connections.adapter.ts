import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Socket } from 'node:net'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type ProxyEnvironment, proxyFor, proxyLabel } from './proxy.policy.ts'

export interface Connections {
  /** Refuses with PROXY_SETTING_INVALID where the proxy's setting is none. */
  to(url: string): Way
  /** From now on; for whoever was told `likely` and failed for lack of trust. */
  trustWhole(): void
}

/**
 * `whole`: what this machine trusts and the extra roots beside it. The machine's own store counts because that is where
 * an organization puts the root of its filter. `likely`: the part of it that nearly always suffices, the extra roots
 * alone where there are any, else those that come with Node. To read it all takes 50 ms, which a short command feels.
 */
export type Trust = 'likely' | 'whole'

/** How one address is reached. */
export interface Way {
  agents: { httpAgent: HttpAgent; httpsAgent: HttpsAgent }
  /** The setting of the proxy in between, if there is one. */
  proxy: URL | undefined
  trust: Trust
}

const limits = { keepAlive: true, maxSockets: 8, maxFreeSockets: 4 }

/**
 * Connections of one client, kept open between requests, that trust `extraRootsPem` and what else `firstTrust` says.
 * Behind a proxy it is the whole from the beginning: that is where filters are. `connectMs` bounds TCP, the proxy's
 * tunnel and TLS together: a host that drops packets would else take minutes. `environment` names the proxy anew for each request:
 * what goes by another one is another connection.
 */
export function createConnections(
  extraRootsPem: string | undefined,
  connectMs: number,
  firstTrust: Trust = 'whole',
  environment: () => ProxyEnvironment = () => process.env,
): Connections {
  const ways = new Map<string | undefined, Way>()
  let directTrust = firstTrust
  return {
    to(url) {
      const proxy = proxyFor(url, environment())
      const trust = proxy === undefined ? directTrust : 'whole'
      const known = ways.get(proxy?.href)
      if (known?.trust === trust) return known
      const way = { proxy, trust, agents: agentsBy(proxy, roots[trust](extraRootsPem), connectMs) }
      ways.set(proxy?.href, way)
      return way
    },
    trustWhole() {
      directTrust = 'whole'
    },
  }
}

/** Built once per way: parsing some hundred roots for every connection would cost more than the handshake. */
const roots: Record<Trust, (extraRootsPem: string | undefined) => SecureContext> = {
  likely: (extraRootsPem) => createSecureContext(extraRootsPem ? { ca: extraRootsPem } : {}),
  whole(extraRootsPem) {
    const extra = extraRootsPem ? [extraRootsPem] : []
    return createSecureContext({ ca: [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...extra])] })
  },
}

/** Node's own tunnels rather than axios's: theirs are made anew for each request, and a proxy's refusal looks like an answer. */
function agentsBy(proxy: URL | undefined, secureContext: SecureContext, connectMs: number): Way['agents'] {
  const options = { ...limits, ...(proxy && { proxyEnv: proxyEnvironment(proxy) }) }
  const code = proxy ? 'ERR_PROXY_TUNNEL' : 'ETIMEDOUT'
  return {
    httpAgent: boundedIn(new HttpAgent(options), { ms: connectMs, connected: 'connect', code }),
    httpsAgent: boundedIn(new HttpsAgent({ ...options, secureContext }), { ms: connectMs, connected: 'secureConnect', code }),
  }
}

/** For Node's agents, which take a proxy in this form only. */
export function proxyEnvironment(proxy: URL): { HTTP_PROXY: string; HTTPS_PROXY: string } {
  if (!/^https?:$/.test(proxy.protocol))
    throw new Refusal('PROXY_SETTING_INVALID', { proxy: proxyLabel(proxy), kind: proxy.protocol.replace(':', '') })
  return { HTTP_PROXY: proxy.href, HTTPS_PROXY: proxy.href }
}

interface Bounds {
  ms: number
  connected: 'connect' | 'secureConnect'
  /** Of the error, when it took too long. */
  code: string
}

function boundedIn<A extends HttpAgent>(agent: A, { ms, connected, code }: Bounds): A {
  const connect = agent.createConnection.bind(agent)
  agent.createConnection = (...args: Parameters<typeof connect>) => {
    let timer: NodeJS.Timeout | undefined
    const done = () => clearTimeout(timer)
    // Through a proxy the socket that is answered is the one to the proxy; the callback tells when the tunnel is there.
    const socket = connect(...callingFirst(done, args)) as Socket | undefined
    if (!socket) return socket
    timer = setTimeout(() => socket.destroy(Object.assign(new Error('no connection in time'), { code })), ms)
    return socket.once(connected, done).once('close', done)
  }
  return agent
}

function callingFirst<Args extends unknown[]>(first: () => void, args: Args): Args {
  const callback = args.at(-1)
  if (typeof callback !== 'function') return args
  const both = (...answer: unknown[]) => {
    first()
    return callback(...answer)
  }
  return args.with(-1, both) as Args
}
