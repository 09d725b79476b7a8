import { z } from 'zod'
import { password } from '../page/fields.policy.ts'
import { done, field, form, refusalOf } from '../page/form.ts'
import { moment } from '../page/moment.policy.ts'
import type { Pages } from '../page/pages.ts'
import { template } from '../page/template.ts'
import { personOn, queryOf } from '../page/visit.ts'
import type { AccountServices } from './account-services.ts'
import { chosenPassword } from './sign-up.pages.ts'
import { browserName } from './user-agent.policy.ts'

interface Shown {
  person: { name: string; email: string }
  news: string
  totp: { on: boolean; recoveryCodesLeft: number }
  sessions: { browser: string; address: string; lastUsed: string; begun: string; here: boolean; end: string }[]
  endOthers: string
}

const accountPage = template<Shown>(`<h1>Your account</h1>
<%~ it.news %>
<dl><dt>Name</dt><dd><%= it.person.name %></dd><dt>Email address</dt><dd><%= it.person.email %></dd></dl>
<p><a href="/teams">Your teams</a></p>
<h2>Signing in</h2>
<p><a href="/account/password">Change the password</a></p>
<% if (it.totp.on) { %>
<p>Signing in with a code is <strong>on</strong>. Recovery codes left: <%= it.totp.recoveryCodesLeft %>. <a href="/account/code">Change</a></p>
<% } else { %>
<p>Signing in with a code of an app beside the password is <strong>off</strong>. <a href="/account/code">Turn on</a></p>
<% } %>
<h2>Where you are signed in</h2>
<table>
<thead><tr><th scope="col">With</th><th scope="col">From</th><th scope="col">Last used</th><th scope="col">Since</th><th scope="col">End it</th></tr></thead>
<tbody>
<% for (const session of it.sessions) { %>
<tr><td><%= session.browser %></td><td><%= session.address %></td><td><%= session.lastUsed %></td><td><%= session.begun %></td>
<td><% if (session.here) { %>This one<% } else { %><%~ session.end %><% } %></td></tr>
<% } %>
</tbody>
</table>
<% if (it.sessions.length > 1) { %><p><%~ it.endOthers %></p><% } %>
<h2>What we know about you</h2>
<p><a href="/account/export">Download everything</a> as a file (JSON).</p>
<p><a href="/account/delete">Delete the account</a></p>`)

const passwordPage = template<{ said: string; form: string }>(`<h1>Change the password</h1>
<p>All your other sessions end.</p>
<%~ it.said %><%~ it.form %>
<p><a href="/account">Back to your account</a></p>`)

const sentences: Record<string, string> = {
  password: 'The password is changed. Your other sessions are ended.',
  ended: 'The session is ended.',
  'ended-others': 'All other sessions are ended.',
  'code-off': 'Signing in with a code is off.',
}

export function accountPages(services: AccountServices): (pages: Pages) => void {
  const { accounts, sessions, totp } = services

  return (pages) => {
    pages.show('/', ({ person }) => ({ goTo: person ? '/account' : '/sign-in' }))
    pages.show('/account', async (visit) => {
      const { id, sessionId } = personOn(visit)
      const { csrf } = visit
      const list = (await sessions.of(id)).map((session) => {
        const browser = browserName(session.userAgent)
        const about = `${browser}, ${session.address}`
        const button = { csrf, action: '/account/sessions/end', button: 'End', about, look: 'plain', inline: true } as const
        return {
          browser,
          address: session.address,
          lastUsed: moment(session.lastUsedAt),
          begun: moment(session.createdAt),
          here: session.id === sessionId,
          end: form({ ...button, hidden: { session: session.id } }),
        }
      })
      const shown = {
        person: await accounts.find(id),
        news: done(sentences, queryOf(visit, 'done')),
        totp: await totp.status(id),
        sessions: list,
        endOthers: form({ csrf, action: '/account/sessions/end-others', button: 'End all other sessions', look: 'plain' }),
      }
      return { title: 'Your account', wide: true, body: accountPage(shown) }
    })
    pages.form({
      path: '/account/password',
      form: z.object({ current: password, password }),
      async show(visit, said) {
        const { email } = await accounts.find(personOn(visit).id)
        const current = { name: 'current', label: 'Password so far', type: 'password', autocomplete: 'current-password' } as const
        const fields = field(said, { ...current, maxlength: 256 }) + field(said, chosenPassword)
        const shown = form({ csrf: visit.csrf, fields, username: email, button: 'Change the password' })
        return { title: 'Change the password', body: passwordPage({ said: refusalOf(said), form: shown }) }
      },
      async submit(visit, { current, password }) {
        await accounts.changePassword(personOn(visit), { current, chosen: password })
        return { goTo: '/account?done=password' }
      },
    })
    pages.action({
      path: '/account/sessions/end',
      form: z.object({ session: z.uuid() }),
      async submit(visit, { session }) {
        await sessions.end(personOn(visit).id, session)
        return { goTo: '/account?done=ended' }
      },
    })
    pages.action({
      path: '/account/sessions/end-others',
      form: z.object({}),
      async submit(visit) {
        const { id, sessionId } = personOn(visit)
        await sessions.endAll(id, sessionId)
        return { goTo: '/account?done=ended-others' }
      },
    })
  }
}
