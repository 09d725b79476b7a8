import { readDnsUpdateServer, tsigAlgorithmOf } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'

/** A DNS server that names are proven in by RFC 2136, with the key another program keeps for it. */
export interface DnsServer {
  /** As proofs name it: `rfc2136://HOST:PORT?key=NAME&algorithm=hmac-sha256`. */
  url: string
  /** Base64. */
  secret: string
}

interface Recorded {
  host: string | null | undefined
  port: string | number | null | undefined
  keyName: string | null | undefined
  /** `HMAC-SHA256`, `hmac-sha256` or `Sha256`, as each program has it. */
  algorithm: string | null | undefined
  secret: string | null | undefined
}

/** Undefined when something is missing, or when the key is for an algorithm that is not spoken here (MD5, SHA-1). */
export function dnsServerFrom({ algorithm, host, keyName, port, secret }: Recorded): DnsServer | undefined {
  const known = tsigAlgorithmOf(`hmac-${(algorithm ?? '').toLowerCase().replace(/^hmac-/, '')}`)
  if (!host || !keyName || !secret || known === undefined) return undefined
  const place = host.includes(':') ? `[${host}]` : host
  const url = `rfc2136://${place}:${port ?? 53}?key=${keyName}&algorithm=${known}`
  return isAddress(url) && /^[A-Za-z0-9+/]+={0,2}$/.test(secret) ? { url, secret } : undefined
}

function isAddress(url: string): boolean {
  try {
    return readDnsUpdateServer(url).keyName !== undefined && url.length <= 500
  } catch (error) {
    if (isRefusal(error)) return false
    throw error
  }
}
