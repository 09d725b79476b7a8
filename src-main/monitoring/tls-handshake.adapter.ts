import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { openWay, type Speaks, type Way } from './before-tls/open-way.ts'

export interface HandshakeRequest {
  host: string
  port: number
  name: string
  /** The certificates that are trusted, PEM. */
  trusted: string[]
  /** Whether a chain may end at a trusted certificate that is not self-signed. */
  partial: boolean
  timeoutMs: number
  speaks?: Speaks | undefined
}

export interface Seen {
  /** What the server sent, leaf first; nothing that was found elsewhere. */
  served: [X509Certificate, ...X509Certificate[]]
  /** OpenSSL's code for what is wrong with the path from the leaf to what is trusted; undefined when nothing is. */
  untrusted: string | undefined
  protocol: string
  cipher: string
}

/** One TLS handshake, with what comes before it, to the end or to the timeout. Throws what the network or OpenSSL said. */
export async function handshake({ host, port, speaks, timeoutMs, ...request }: HandshakeRequest): Promise<Seen> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })), timeoutMs)
  try {
    return await over(await openWay({ host, port, signal: limit.signal }, speaks), request, limit.signal)
  } finally {
    clearTimeout(timer)
  }
}

function over(
  way: Way,
  { name, partial, trusted }: Pick<HandshakeRequest, 'name' | 'partial' | 'trusted'>,
  signal: AbortSignal,
): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      ...way,
      ...(isIP(name) ? {} : { servername: name }),
      ca: trusted,
      allowPartialTrustChain: partial,
      minVersion: 'TLSv1.2',
      // The certificate is judged here, whatever it is: a refusal must be able to say what was seen.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    })
    signal.addEventListener('abort', () => socket.destroy(signal.reason), { once: true })
    if (signal.aborted) socket.destroy(signal.reason)
    way.socket?.once('error', reject)
    socket.once('error', reject)
    socket.once('close', () => reject(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' })))
    socket.once('secureConnect', () => {
      try {
        resolve(whatIsSeen(socket))
      } catch (error) {
        reject(error)
      } finally {
        // With a close_notify: servers log a client that just vanishes.
        socket.destroySoon()
      }
    })
  })
}

function whatIsSeen(socket: TLSSocket): Seen {
  const leaf = socket.getPeerX509Certificate()
  if (!leaf) throw Object.assign(new Error('no certificate was sent'), { code: 'ERR_SSL_NO_CERTIFICATE' })
  const served: Seen['served'] = [leaf]
  for (let next = leaf.issuerCertificate; next; next = next.issuerCertificate) served.push(next)
  return {
    served,
    untrusted: socket.authorized ? undefined : String(socket.authorizationError),
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().standardName,
  }
}
