const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it closed the connection',
  EPIPE: 'it closed the connection',
  ENOTFOUND: 'its name leads nowhere',
  EAI_AGAIN: 'its name could not be looked up',
  EHOSTUNREACH: 'there is no way to it on this network',
  ENETUNREACH: 'there is no way to it on this network',
  ERR_SSL_WRONG_VERSION_NUMBER: 'what answers there does not speak TLS',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'what answers there does not speak TLS',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'it knows only protocols that are no longer safe',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'it knows only protocols that are no longer safe',
}

/** Why no certificate could be seen, in words for a refusal's `reason`. */
export function connectionFault(error: unknown, timeoutMs: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ETIMEDOUT') return `no answer within ${Math.round(timeoutMs / 1000)} seconds`
  if (error instanceof Error && code === 'ERR_BEFORE_TLS') return error.message
  // Several addresses were tried: what the last one said is as good as any.
  if (error instanceof AggregateError) return connectionFault(error.errors.at(-1), timeoutMs)
  if (error instanceof Error && /wrong version number|packet length too long|http request/i.test(error.message))
    return 'what answers there does not speak TLS'
  return reasons[code] ?? `the handshake failed (${code || String(error)})`
}
