import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The token that a page of ours sends with what it changes. It is made from the session's secret, which no other site can
 * read, so nothing has to be kept for it, and it ends with the session.
 */
export function csrfTokenOf(sessionSecret: string): string {
  return createHmac('sha256', sessionSecret).update('csrf').digest('base64url')
}

export function csrfTokenFits(sessionSecret: string, token: string | undefined): boolean {
  const expected = Buffer.from(csrfTokenOf(sessionSecret))
  const given = Buffer.from(token ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
