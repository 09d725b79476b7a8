import { z } from 'zod'
import { shortestPassword } from '../../modules/people/password.policy.ts'
import { email, name, password, token } from '../page/fields.policy.ts'
import { field, form, refusalOf } from '../page/form.ts'
import type { Pages } from '../page/pages.ts'
import { template } from '../page/template.ts'
import { queryOf } from '../page/visit.ts'
import { type AccountServices, comesFrom } from './account-services.ts'
import { knownBrowserCookie } from './known-browser-cookie.ts'
import { linkOver, mailSent } from './mailed.ts'

const signUpPage = template<{ said: string; form: string }>(`<h1>Sign up</h1>
<p>An account lets you approve devices and belong to teams. We send you a mail first, to know that the address is yours.</p>
<%~ it.said %><%~ it.form %>
<p>You have an account? <a href="/sign-in">Sign in</a>.</p>`)

const finishPage = template<{ email: string; said: string; form: string }>(`<h1>Choose a password</h1>
<p>For your new account with the address <strong><%= it.email %></strong>.</p>
<%~ it.said %><%~ it.form %>`)

/** The field of a password that is being chosen, with what it must be like. */
export const chosenPassword = {
  name: 'password',
  label: 'New password',
  type: 'password',
  autocomplete: 'new-password',
  hint: `At least ${shortestPassword} characters. Some words in a row are good.`,
  maxlength: 256,
} as const

export function signUpPages({ accounts, sessions, knownBrowsers }: AccountServices, secure: boolean): (pages: Pages) => void {
  const known = knownBrowserCookie(knownBrowsers, secure)
  return (pages) => {
    pages.form({
      path: '/sign-up',
      form: z.object({ email }),
      show: ({ csrf }, said) => {
        const fields = field(said, { name: 'email', label: 'Email address', type: 'email', autocomplete: 'email' })
        return { title: 'Sign up', body: signUpPage({ said: refusalOf(said), form: form({ csrf, fields, button: 'Send the mail' }) }) }
      },
      async submit({ address }, { email }) {
        await accounts.askToSignUp({ email, address })
        return mailSent(email)
      },
    })
    pages.form({
      path: '/sign-up/finish',
      form: z.object({ token, name: name('Enter your name.'), password }),
      async show(visit, said) {
        const token = said.values.token ?? queryOf(visit, 'token') ?? ''
        const link = await accounts.linkFor('sign-up', token)
        if (link === undefined) return linkOver('/sign-up')
        const fields = [
          field(said, {
            name: 'name',
            label: 'Your name',
            autocomplete: 'name',
            hint: 'The members of your teams see it.',
            maxlength: 100,
          }),
          field(said, chosenPassword),
        ].join('')
        const shown = form({ csrf: visit.csrf, fields, hidden: { token }, username: link.email, button: 'Make the account' })
        return { title: 'Choose a password', body: finishPage({ ...link, said: refusalOf(said), form: shown }) }
      },
      async submit(visit, { token, name, password }) {
        const { personId } = await accounts.signUp({ secret: token, name, password })
        pages.setSession(visit, await sessions.begin(personId, comesFrom(visit)))
        known.remember(visit, (await accounts.find(personId)).email)
        return { goTo: '/account' }
      },
    })
  }
}
