import { isIP, type Socket } from 'node:net'
import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../../system/clock.port.ts'
import { type ProxyEnvironment, proxyFor, proxyLabel } from '../../system/network/proxy.policy.ts'
import type { Resolver } from '../dns/dns.port.ts'
import { get } from './http.adapter.ts'
import { connectToEach } from './tcp.adapter.ts'
import { shakeHands } from './tls.adapter.ts'
import { readTrust, type Trusted } from './trust.adapter.ts'
import { openTunnel } from './tunnel.adapter.ts'
import type { Attempt, SeenTls, Step, StepName, Way, Ways } from './way.port.ts'

export interface WaysNeeds {
  resolver: Pick<Resolver, 'lookup'>
  environment: ProxyEnvironment
  extraRootsPem: string | undefined
  userAgent: string
  clock: Clock
  /** ms for each step. */
  patience?: number
}

/** No host has more addresses worth trying; each is a connection. */
const mostAddresses = 6

export function createWays(needs: WaysNeeds): Ways {
  const walked = new Map<string, Promise<Way>>()
  let trusted: Trusted | undefined
  return (url) => {
    const known = walked.get(url)
    if (known) return known
    trusted ??= readTrust(needs.extraRootsPem)
    const walking = follow(url, needs, trusted)
    walked.set(url, walking)
    return walking
  }
}

/** As a run follows redirects, but to the same host only: nobody else is asked anything. */
async function follow(url: string, needs: WaysNeeds, trusted: Trusted): Promise<Way> {
  let way = await walk(url, needs, trusted)
  for (let left = 3; left > 0; left -= 1) {
    const next = redirectOnHost(way)
    if (next === undefined) break
    const further = await walk(next, needs, trusted)
    way = { ...further, steps: [...way.steps, ...further.steps] }
  }
  return { ...way, url }
}

function redirectOnHost({ http, url }: Way): string | undefined {
  if (!http?.location || http.status < 300 || http.status >= 400) return undefined
  const next = URL.parse(http.location, url)
  return next?.origin === new URL(url).origin ? next.href : undefined
}

async function walk(text: string, needs: WaysNeeds, trusted: Trusted): Promise<Way> {
  const { resolver, environment, userAgent, clock, patience = 6 * second } = needs
  const url = new URL(text)
  const secure = url.protocol === 'https:'
  const host = bare(url.hostname)
  const port = portOf(url)
  const proxy = proxyFor(text, environment)
  const steps: Step[] = []
  const way = {
    url: text,
    host,
    port,
    secure,
    proxy: proxy && proxyLabel(proxy),
    tunnel: undefined,
    tls: undefined,
    http: undefined,
    steps,
  }
  const broken = (at: StepName, code: string) => ({ at, code })
  const timed = async <T>(name: StepName, work: Promise<T>, outcome: (result: T) => Step['outcome']): Promise<T> => {
    const begun = performance.now()
    const result = await work
    steps.push({ name, ms: Math.round(performance.now() - begun), outcome: outcome(result) })
    return result
  }

  if (proxy && !/^https?:$/.test(proxy.protocol)) {
    const code = `PROXY_SETTING_INVALID ${proxy.protocol.replace(':', '')}`
    return { ...way, addresses: [], attempts: [], broken: broken('proxy', code) }
  }
  const first = proxy ? { host: bare(proxy.hostname), port: portOf(proxy) } : { host, port }
  const found = await timed('DNS', addressesOf(first.host, resolver), (result) =>
    'failure' in result ? result.failure : saying('seen.step-dns', { host: first.host, addresses: result.addresses.join(', ') }),
  )
  if ('failure' in found) return { ...way, addresses: [], attempts: [], broken: broken('DNS', found.failure) }
  const addresses = found.addresses
  const { attempts, socket: reached } = await timed(
    'TCP',
    connectToEach(addresses.slice(0, mostAddresses), first.port, patience),
    (result) => connecting(result.attempts, first.port),
  )
  const far: Way = { ...way, addresses, attempts, broken: undefined }
  if (!reached) return { ...far, broken: broken('TCP', attempts.find(({ failure }) => failure)?.failure ?? 'ENOTFOUND') }

  let socket: Socket = reached
  if (proxy?.protocol === 'https:') {
    const shaken = await timed('proxy', shakeHands(socket, first.host, trusted, patience), (result) =>
      'failure' in result ? result.failure : result.seen.protocol,
    )
    const code = 'failure' in shaken ? shaken.failure : shaken.seen.fault
    if ('failure' in shaken || code !== undefined) return { ...far, broken: broken('proxy', code ?? '') }
    socket = shaken.socket
  }
  if (proxy && secure) {
    const tunnel = await timed('proxy', openTunnel(socket, proxy, `${url.hostname}:${port}`, patience), (result) =>
      'failure' in result ? result.failure : saying('seen.step-connect', { target: `${url.hostname}:${port}`, answer: result.text }),
    )
    if ('failure' in tunnel) return { ...far, broken: broken('proxy', tunnel.failure) }
    far.tunnel = { status: tunnel.status, text: tunnel.text }
    if (!tunnel.socket) return { ...far, broken: broken('proxy', `HTTP ${tunnel.status}`) }
    socket = tunnel.socket
  }
  if (secure) {
    const shaken = await timed('TLS', shakeHands(socket, host, trusted, patience), (result) =>
      'failure' in result ? result.failure : shaking(result.seen),
    )
    if ('failure' in shaken) return { ...far, broken: broken('TLS', shaken.failure) }
    far.tls = shaken.seen
    socket = shaken.socket
  }
  const path = proxy && !secure ? text : `${url.pathname}${url.search}`
  const answered = await timed('HTTP', get({ socket, path, host: url.host, userAgent, clock, patience }), (result) =>
    'failure' in result ? result.failure : `${result.seen.status} ${result.seen.contentType}`.trim(),
  )
  socket.destroy()
  if ('failure' in answered) return { ...far, broken: broken('HTTP', answered.failure) }
  return { ...far, http: answered.seen }
}

/** Of several tries each is told, as a log would. */
function connecting(attempts: readonly Attempt[], port: number): Step['outcome'] {
  const [only, ...others] = attempts
  if (only && others.length === 0 && only.failure === undefined)
    return saying('seen.step-tcp', { address: only.address, port, took: only.ms })
  return attempts.map(({ address, ms, failure }) => `${address} port ${port}: ${failure ?? 'connected'} after ${ms} ms`).join('; ')
}

function shaking({ fault, issuer, protocol }: Pick<SeenTls, 'fault' | 'issuer' | 'protocol'>): Step['outcome'] {
  const facts = { protocol, issuer }
  return fault === undefined ? saying('seen.step-tls', facts) : saying('seen.step-tls-faulty', { ...facts, fault })
}

async function addressesOf(host: string, resolver: Pick<Resolver, 'lookup'>): Promise<{ addresses: string[] } | { failure: string }> {
  if (isIP(host)) return { addresses: [host] }
  return resolver.lookup(host)
}

function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80))
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}
