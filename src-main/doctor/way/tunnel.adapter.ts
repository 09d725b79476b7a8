import { request } from 'node:http'
import type { Socket } from 'node:net'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { oneLine } from '../../system/one-line.policy.ts'

export type Tunnel = { status: number; text: string; socket: Socket | undefined } | { failure: string }

/** Asks a proxy to connect through to `target` (RFC 9110 §9.3.6) over a connection to it. */
export function openTunnel(toProxy: Socket, proxy: URL, target: string, patience: number): Promise<Tunnel> {
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  const authorization = proxy.username === '' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }
  return new Promise((resolve) => {
    const asking = request({
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...authorization },
      createConnection: () => toProxy,
      signal: AbortSignal.timeout(patience),
    })
    const textOf = (status: number, message: string | undefined, challenge: string | undefined) =>
      oneLine([status, message, challenge && `(${challenge})`].filter(Boolean).join(' '))
    asking.once('connect', ({ statusCode = 0, statusMessage, headers }, socket) => {
      const isOpen = statusCode >= 200 && statusCode < 300
      if (!isOpen) socket.destroy()
      const text = textOf(statusCode, statusMessage, headers['proxy-authenticate'])
      resolve({ status: statusCode, text, socket: isOpen ? (socket as Socket) : undefined })
    })
    asking.once('error', (error) =>
      resolve({ failure: asking.destroyed && error.name === 'AbortError' ? 'ETIMEDOUT' : (systemErrorCode(error) ?? error.message) }),
    )
    asking.end()
  })
}
