import type { X509Certificate } from 'node:crypto'
import { Agent, request } from 'node:https'
import type { TLSSocket } from 'node:tls'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { commonName } from '../x509/distinguished-name.ts'
import { proxyEnvironment } from './connections.adapter.ts'
import { httpDate } from './retry-after.policy.ts'

/** What can be seen of whoever answers at an address. None of it is to be believed: it is for saying why it was refused. */
export interface PeerLook {
  issuer: string | undefined
  notBefore: Instant | undefined
  notAfter: Instant | undefined
  /** Its clock, from the answer's Date. */
  date: Instant | undefined
}

const nothing: PeerLook = { issuer: undefined, notBefore: undefined, notAfter: undefined, date: undefined }

/**
 * Looks at a server whose certificate was refused, the same way it was reached: once Node has refused a certificate it
 * no longer shows it. Asks for nothing but the head of the page, and says nothing about who asks.
 */
export function lookAtPeer(url: URL, proxy: URL | undefined, timeoutMs: number): Promise<PeerLook> {
  return new Promise((resolve) => {
    const agent = new Agent({ rejectUnauthorized: false, maxCachedSessions: 0, ...(proxy && { proxyEnv: proxyEnvironment(proxy) }) })
    let seen = nothing
    const end = () => {
      clearTimeout(timer)
      asking.destroy()
      agent.destroy()
      resolve(seen)
    }
    const timer = setTimeout(end, timeoutMs)
    const asking = request(url, { method: 'HEAD', agent })
    const lookAt = (certificate: X509Certificate | undefined) => {
      if (!certificate) return false
      const { issuer, validFromDate, validToDate } = certificate
      seen = { ...seen, issuer: commonName(issuer), notBefore: validFromDate.getTime(), notAfter: validToDate.getTime() }
      return true
    }
    asking.once('socket', (socket) => {
      const secure = socket as TLSSocket
      // Through a proxy the handshake is done by now. Node shows the certificate once, so it is asked for once.
      if (!lookAt(secure.getPeerX509Certificate())) secure.once('secureConnect', () => lookAt(secure.getPeerX509Certificate()))
    })
    asking.once('error', end)
    asking.once('response', ({ headers }) => {
      seen = { ...seen, date: httpDate(headers.date) }
      end()
    })
    asking.end()
  })
}
