import { z } from 'zod'
import { email, password, token } from '../page/fields.policy.ts'
import { field, form, refusalOf } from '../page/form.ts'
import type { Pages } from '../page/pages.ts'
import { template } from '../page/template.ts'
import { queryOf } from '../page/visit.ts'
import type { AccountServices } from './account-services.ts'
import { knownBrowserCookie } from './known-browser-cookie.ts'
import { linkOver, mailSent } from './mailed.ts'
import { chosenPassword } from './sign-up.pages.ts'

const resetPage = template<{ said: string; form: string }>(`<h1>Choose a new password</h1>
<p>We send you a mail with a link. It is good for one hour.</p>
<%~ it.said %><%~ it.form %>
<p><a href="/sign-in">Back to signing in</a></p>`)

const finishPage = template<{ email: string; said: string; form: string }>(`<h1>Choose a new password</h1>
<p>For the account with the address <strong><%= it.email %></strong>. All its sessions end, on every device.</p>
<%~ it.said %><%~ it.form %>`)

export function resetPages({ accounts, knownBrowsers }: AccountServices, secure: boolean): (pages: Pages) => void {
  const known = knownBrowserCookie(knownBrowsers, secure)
  return (pages) => {
    pages.form({
      path: '/reset',
      form: z.object({ email }),
      show: ({ csrf }, said) => {
        const fields = field(said, { name: 'email', label: 'Email address', type: 'email', autocomplete: 'email' })
        const shown = form({ csrf, fields, button: 'Send the mail' })
        return { title: 'Choose a new password', body: resetPage({ said: refusalOf(said), form: shown }) }
      },
      async submit({ address }, { email }) {
        await accounts.askToReset({ email, address })
        return mailSent(email)
      },
    })
    pages.form({
      path: '/reset/finish',
      form: z.object({ token, password }),
      async show(visit, said) {
        const token = said.values.token ?? queryOf(visit, 'token') ?? ''
        const link = await accounts.linkFor('reset', token)
        if (link === undefined) return linkOver('/reset')
        const fields = field(said, chosenPassword)
        const shown = form({ csrf: visit.csrf, fields, hidden: { token }, username: link.email, button: 'Take this password' })
        return { title: 'Choose a new password', body: finishPage({ ...link, said: refusalOf(said), form: shown }) }
      },
      async submit(visit, { token, password }) {
        const link = await accounts.linkFor('reset', token)
        await accounts.reset({ secret: token, password })
        pages.setSession(visit, undefined)
        // The link proves that it is they: however much is guessed at the account, they get in from here.
        if (link) known.remember(visit, link.email)
        return { goTo: '/sign-in?done=reset' }
      },
    })
  }
}
