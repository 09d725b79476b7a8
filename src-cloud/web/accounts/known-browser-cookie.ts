import type { KnownBrowsers } from '../../modules/people/known-browser.ts'
import type { Visit } from '../page/visit.ts'

/** Where a browser keeps that an account was signed in to there (modules/people/known-browser.ts). */
export function knownBrowserCookie(knownBrowsers: KnownBrowsers, secure: boolean) {
  const name = secure ? '__Host-known' : 'known'
  const options = { path: '/', httpOnly: true, secure, sameSite: 'lax' } as const
  return {
    idIn: ({ request }: Visit, email: string) => knownBrowsers.idIn(request.cookies[name] ?? '', email),
    remember({ reply }: Visit, email: string) {
      const { sealed, expiresAt } = knownBrowsers.remember(email)
      reply.setCookie(name, sealed, { ...options, expires: new Date(expiresAt) })
    },
  }
}
