import { connect } from 'node:tls'
import { commonName } from '../x509/distinguished-name.ts'

/**
 * Who issued the certificate that answers at this address, for saying so: once Node has refused a certificate it no
 * longer shows it. Nothing is sent over this connection. Undefined when nothing can be learned.
 */
export function issuerAt(url: URL, timeoutMs: number): Promise<string | undefined> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(url.port || 443),
      servername: /[a-z]/i.test(host) && !host.includes(':') ? host : '',
      rejectUnauthorized: false,
    })
    const answer = (issuer: string | undefined) => {
      socket.destroy()
      resolve(issuer)
    }
    socket.setTimeout(timeoutMs, () => answer(undefined))
    socket.once('error', () => answer(undefined))
    socket.once('secureConnect', () => answer(commonName(socket.getPeerX509Certificate()?.issuer)))
  })
}
