import type { X509Certificate } from 'node:crypto'
import { isIP, type Socket } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { oneLine } from '../../system/one-line.policy.ts'
import { commonName } from '../../system/x509/distinguished-name.ts'
import type { Trusted } from './trust.adapter.ts'
import type { SeenCertificate, SeenTls } from './way.port.ts'

export type Handshake = { seen: SeenTls; socket: TLSSocket } | { failure: string }

/** A handshake that looks at the certificate rather than insisting on it: what is wrong must be seen to be said. */
export function shakeHands(socket: Socket, host: string, { context, whence }: Trusted, patience: number): Promise<Handshake> {
  return new Promise((resolve) => {
    const tls = connect({
      socket,
      secureContext: context,
      rejectUnauthorized: false,
      // Without it Node would check the certificate against `localhost`.
      host,
      ...(isIP(host) ? {} : { servername: host }),
    })
    const fail = (failure: string) => {
      tls.destroy()
      resolve({ failure })
    }
    const timer = setTimeout(() => fail('ETIMEDOUT'), patience)
    const heard = () => clearTimeout(timer)
    tls.on('error', (error) => {
      heard()
      fail(/wrong version number|packet length too long/i.test(error.message) ? 'HPE_NOT_TLS' : (systemErrorCode(error) ?? error.message))
    })
    tls.once('close', () => {
      heard()
      resolve({ failure: 'ECONNRESET' })
    })
    tls.once('secureConnect', () => {
      heard()
      const leaf = tls.getPeerX509Certificate()
      if (!leaf) return fail('ERR_SSL_NO_CERTIFICATE')
      resolve({ seen: whatIsSeen(tls, leaf, whence), socket: tls })
    })
  })
}

function whatIsSeen(tls: TLSSocket, leaf: X509Certificate, whence: Trusted['whence']): SeenTls {
  const chain: X509Certificate[] = []
  for (let next: X509Certificate | undefined = leaf; next && chain.length < 10; next = next.issuerCertificate) {
    if (chain.at(-1)?.fingerprint256 === next.fingerprint256) break
    chain.push(next)
  }
  // Node says a string where its types say an Error.
  const fault = tls.authorized ? undefined : codeOf(tls.authorizationError)
  return {
    protocol: tls.getProtocol() ?? '',
    chain: chain.map(described),
    trust: fault === undefined ? whence(chain.at(-1) ?? leaf) : 'none',
    fault,
    issuer: commonName(leaf.issuer) ?? 'somebody it does not name',
  }
}

function codeOf(error: unknown): string {
  return systemErrorCode(error) ?? String(error)
}

function described({ subject, issuer, validFromDate, validToDate, fingerprint256 }: X509Certificate): SeenCertificate {
  return {
    subject: commonName(subject) ?? oneLine(subject),
    issuer: commonName(issuer) ?? oneLine(issuer),
    notBefore: validFromDate.getTime(),
    notAfter: validToDate.getTime(),
    fingerprint: fingerprint256,
  }
}
