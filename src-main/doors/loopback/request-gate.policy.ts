import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request can have come from the dashboard's own page, or from no page at all. `authority` is the door's own
 * `127.0.0.1:<port>`.
 *
 * - `Host` must be exactly that: a name that an attacker's DNS points to 127.0.0.1 brings its own (DNS rebinding).
 * - `Origin` (RFC 6454) is sent with every POST of a page, and by every page of another origin that reads answers.
 * - `Sec-Fetch-Site` (Fetch Metadata) comes with everything else a browser asks for; `none` is the person themself:
 *   the address bar, or the program that opened the browser.
 */
export function comesFromDashboard(headers: IncomingHttpHeaders, authority: string): boolean {
  const { host, origin, 'sec-fetch-site': site } = headers
  if (host !== authority) return false
  if (origin !== undefined && origin !== `http://${authority}`) return false
  return site === undefined || site === 'same-origin' || site === 'none'
}
