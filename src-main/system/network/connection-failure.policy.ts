/** What a failed connection says, in the terms a refusal needs. */
export type ConnectionFailure =
  | { kind: 'unreachable'; reason: string; heard: boolean; lasting: boolean }
  | { kind: 'untrusted' }
  | { kind: 'expired' }
  | { kind: 'other-protocol' }
  | { kind: 'proxy'; problem: ProxyProblem; reason: string; lasting: boolean }

/** What a proxy did with the wish to be led through: it wants a name and password, refuses, finds no way, or is not there. */
export type ProxyProblem = 'sign-in' | 'refuses' | 'no-way' | 'unreachable'

/** `heard`: the server may already have acted on the request. */
const reasons: Record<string, { reason: string; heard: boolean; lasting?: true }> = {
  ENOTFOUND: { reason: 'its name is not known to the DNS server of this network', heard: false },
  EAI_AGAIN: { reason: 'the DNS server of this network does not answer', heard: false },
  ECONNREFUSED: { reason: 'the connection was refused', heard: false },
  ENETUNREACH: { reason: 'there is no network connection', heard: false },
  ENETDOWN: { reason: 'there is no network connection', heard: false },
  EHOSTUNREACH: { reason: 'there is no way to it from this network', heard: false },
  EADDRNOTAVAIL: { reason: 'there is no network connection', heard: false },
  ECONNRESET: { reason: 'the connection was cut', heard: true },
  EPIPE: { reason: 'the connection was cut', heard: true },
  ERR_SOCKET_CLOSED: { reason: 'the connection was cut', heard: true },
  ECONNABORTED: { reason: 'it did not answer in time', heard: true, lasting: true },
  ETIMEDOUT: { reason: 'it did not answer in time', heard: true, lasting: true },
  ERR_CANCELED: { reason: 'it did not answer in time', heard: true, lasting: true },
}

const expired = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])
const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

export interface ConnectionError {
  code?: string | undefined
  message: string
  /** What a proxy answered to the wish for a tunnel. */
  statusCode?: number | undefined
}

/** How the connection was tried. */
export interface Circumstances {
  /** It had carried earlier requests, and may have died while this machine slept: what waited in vain deserves another. */
  reused: boolean
  /** Through a proxy: names are looked up and connections refused on its way, not on this machine's. */
  proxied: boolean
}

/** Sorts the errors of sockets, TLS (OpenSSL's X509_V_ERR names), Node's proxy tunnels, the HTTP parser and axios. */
export function connectionFailure(error: ConnectionError, { reused, proxied }: Circumstances): ConnectionFailure {
  const code = error.code ?? ''
  if (expired.has(code)) return { kind: 'expired' }
  if (untrusted.has(code)) return { kind: 'untrusted' }
  if (code === 'ERR_PROXY_TUNNEL') return tunnelFailure(error)
  // axios calls an answer that ended before its end a bad one; it is a cut connection like any other.
  if (code === 'ERR_BAD_RESPONSE' && /aborted/i.test(error.message)) return cut
  // A server that speaks something else than TLS or HTTP, or sends more than whoever asked takes.
  if (code.startsWith('HPE_') || code === 'ERR_BAD_RESPONSE' || code === 'ERR_FR_TOO_MANY_REDIRECTS') return { kind: 'other-protocol' }
  if (/wrong version number|packet length too long/i.test(error.message)) return { kind: 'other-protocol' }
  const known = reasons[code]
  if (!known) return { kind: 'unreachable', reason: code || 'the connection failed', heard: true, lasting: false }
  if (proxied && !known.heard) return { kind: 'proxy', problem: 'unreachable', reason: known.reason, lasting: false }
  return { kind: 'unreachable', reason: known.reason, heard: known.heard, lasting: known.lasting === true && !reused }
}

const cut = { kind: 'unreachable', reason: 'the connection was cut', heard: true, lasting: false } as const

function tunnelFailure({ statusCode: status, message }: ConnectionError): ConnectionFailure {
  if (status === undefined || Number.isNaN(status)) {
    const reason = / in time|timed out/i.test(message) ? 'it did not answer in time' : 'it did not answer as a proxy does'
    return { kind: 'proxy', problem: 'unreachable', reason, lasting: true }
  }
  const reason = `HTTP status ${status}`
  if (status === 407) return { kind: 'proxy', problem: 'sign-in', reason, lasting: true }
  return status >= 500
    ? { kind: 'proxy', problem: 'no-way', reason, lasting: false }
    : { kind: 'proxy', problem: 'refuses', reason, lasting: true }
}
