import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request can have come from a program of this machine rather than from a page.
 *
 * - `Host` must be the door's own: a name that an attacker's DNS points to 127.0.0.1 brings its own (DNS rebinding).
 * - Pages send `Origin` (RFC 6454) or `Sec-Fetch-Site` (Fetch Metadata) with all they could do harm by; no page is answered, so
 *   neither has to be right.
 */
export function comesFromProgram({ host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders, port: number): boolean {
  return (host === `127.0.0.1:${port}` || host === `localhost:${port}`) && origin === undefined && site === undefined
}
