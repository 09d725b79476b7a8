import { createHash } from 'node:crypto'

/** The TXT record's value (RFC 8555 §8.4): base64url of the key authorization's SHA-256, 43 characters. */
export function dnsAnswer(keyAuthorization: string): string {
  return createHash('sha256').update(keyAuthorization).digest('base64url')
}
