/** What a failed connection says, in the terms a refusal needs. */
export type ConnectionFailure =
  | { kind: 'unreachable'; reason: string; heard: boolean; lasting: boolean }
  | { kind: 'untrusted' }
  | { kind: 'expired' }
  | { kind: 'other-protocol' }

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

/**
 * Sorts the errors of sockets, TLS (OpenSSL's X509_V_ERR names), the HTTP parser and axios. `reused`: the connection
 * had carried earlier requests, and may have died while this machine slept: what waited on it in vain deserves another.
 */
export function connectionFailure(error: { code?: string | undefined; message: string }, reused: boolean): ConnectionFailure {
  const code = error.code ?? ''
  if (expired.has(code)) return { kind: 'expired' }
  if (untrusted.has(code)) return { kind: 'untrusted' }
  // A server that speaks something else than TLS or HTTP, or sends more than whoever asked takes.
  if (code.startsWith('HPE_') || code === 'ERR_BAD_RESPONSE' || code === 'ERR_FR_TOO_MANY_REDIRECTS') return { kind: 'other-protocol' }
  if (/wrong version number|packet length too long/i.test(error.message)) return { kind: 'other-protocol' }
  const known = reasons[code]
  if (!known) return { kind: 'unreachable', reason: code || 'the connection failed', heard: true, lasting: false }
  return { kind: 'unreachable', reason: known.reason, heard: known.heard, lasting: known.lasting === true && !reused }
}
