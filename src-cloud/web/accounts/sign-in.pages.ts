import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { z } from 'zod'
import { email, line, next, password } from '../page/fields.policy.ts'
import { done, field, form, refusalOf } from '../page/form.ts'
import type { Pages } from '../page/pages.ts'
import { template } from '../page/template.ts'
import { queryOf, type Visit } from '../page/visit.ts'
import { type AccountServices, comesFrom } from './account-services.ts'
import { knownBrowserCookie } from './known-browser-cookie.ts'

const signInPage = template<{ said: string; form: string }>(`<h1>Sign in</h1>
<%~ it.said %><%~ it.form %>
<p><a href="/reset">Forgotten your password?</a></p>
<p>No account yet? <a href="/sign-up">Sign up</a>.</p>`)

const codePage = template<{ said: string; form: string }>(`<h1>Enter a code</h1>
<p>Your account asks for a code of your app beside the password.</p>
<%~ it.said %><%~ it.form %>
<p class="quiet">Without your telephone, enter one of your recovery codes.</p>`)

const sentences: Record<string, string> = {
  reset: 'You have a new password. Sign in with it.',
  out: 'You are signed out.',
  deleted: 'Your account is deleted.',
}

/** Between password and code. */
function stepCookie(secure: boolean) {
  return { name: secure ? '__Host-step' : 'step', options: { path: '/', httpOnly: true, secure, sameSite: 'lax' } as const }
}

export function signInPages(services: AccountServices, secure: boolean): (pages: Pages) => void {
  const { accounts, sessions, totp, secondStep } = services
  const cookie = stepCookie(secure)
  const known = knownBrowserCookie(services.knownBrowsers, secure)

  return (pages) => {
    async function signedIn(visit: Visit, personId: string, next: string) {
      pages.setSession(visit, await sessions.begin(personId, comesFrom(visit)))
      known.remember(visit, (await accounts.find(personId)).email)
      return { goTo: next }
    }

    pages.form({
      path: '/sign-in',
      form: z.object({ email, password, next }),
      show: (visit, said) => {
        const fields = [
          field(said, { name: 'email', label: 'Email address', type: 'email', autocomplete: 'username' }),
          field(said, { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', maxlength: 256 }),
        ].join('')
        const hidden = { next: next.parse(said.values.next ?? queryOf(visit, 'next')) }
        const news = done(sentences, queryOf(visit, 'done'))
        const body = signInPage({ said: refusalOf(said) || news, form: form({ csrf: visit.csrf, fields, hidden, button: 'Sign in' }) })
        return { title: 'Sign in', body }
      },
      async submit(visit, { email, password, next }) {
        const knownBrowser = known.idIn(visit, email)
        const { needsCode, ...person } = await accounts.signIn({ email, password, address: visit.address, knownBrowser })
        if (!needsCode) return signedIn(visit, person.personId, next)
        const { sealed, expiresAt } = secondStep.begin(person)
        visit.reply.setCookie(cookie.name, sealed, { ...cookie.options, expires: new Date(expiresAt) })
        return { goTo: `/sign-in/code?next=${encodeURIComponent(next)}` }
      },
    })
    pages.form({
      path: '/sign-in/code',
      form: z.object({ code: line('Enter the code.', 40), next }),
      show: (visit, said) => {
        const hint = 'Six digits, or a recovery code.'
        const fields = field(said, { name: 'code', label: 'Code', autocomplete: 'one-time-code', hint, maxlength: 40 })
        const hidden = { next: next.parse(said.values.next ?? queryOf(visit, 'next')) }
        const body = codePage({ said: refusalOf(said), form: form({ csrf: visit.csrf, fields, hidden, button: 'Sign in' }) })
        return { title: 'Enter a code', body }
      },
      async submit(visit, { code, next }) {
        const person = secondStep.read(visit.request.cookies[cookie.name] ?? '')
        // A password that was reset meanwhile takes this half of signing in along, as it does sessions.
        if (person === undefined || (await accounts.passwordVersion(person.personId)) !== person.passwordVersion)
          throw new Refusal('SECOND_STEP_OVER')
        await totp.check(person.personId, code)
        visit.reply.clearCookie(cookie.name, cookie.options)
        return signedIn(visit, person.personId, next)
      },
    })
    pages.action({
      path: '/sign-out',
      form: z.object({}),
      async submit(visit) {
        if (visit.person) await sessions.end(visit.person.id, visit.person.sessionId)
        pages.setSession(visit, undefined)
        return { goTo: '/sign-in?done=out' }
      },
    })
  }
}
