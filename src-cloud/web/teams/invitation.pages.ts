import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { z } from 'zod'
import type { OpenInvitation } from '../../modules/teams/invitations.service.ts'
import { roleWords } from '../../modules/teams/role-words.policy.ts'
import { type AccountServices, comesFrom } from '../accounts/account-services.ts'
import { knownBrowserCookie } from '../accounts/known-browser-cookie.ts'
import { linkOver } from '../accounts/mailed.ts'
import { chosenPassword } from '../accounts/sign-up.pages.ts'
import { name, password, token } from '../page/fields.policy.ts'
import { field, form, nothingSaid, refusalOf, type Said } from '../page/form.ts'
import type { Page } from '../page/layout.ts'
import type { Pages } from '../page/pages.ts'
import { template } from '../page/template.ts'
import { personOn, queryOf, type Visit } from '../page/visit.ts'
import type { TeamServices } from './team-services.ts'

interface Shown {
  team: string
  role: string
  email: string
  said: string
  form: string
  /** Where to sign in, for who has an account and is not signed in. */
  signIn: string | undefined
}

const invitationPage = template<Shown>(`<h1>Join the team <%= it.team %></h1>
<p>You are invited as <strong><%= it.role %></strong>, with the address <strong><%= it.email %></strong>.</p>
<%~ it.said %><%~ it.form %>
<% if (it.signIn) { %><p><a class="button" href="<%= it.signIn %>">Sign in to accept</a></p><% } %>`)

type Services = TeamServices & Pick<AccountServices, 'knownBrowsers'>

export function invitationPages({ accounts, sessions, invitations, knownBrowsers }: Services, secure: boolean): (pages: Pages) => void {
  const known = knownBrowserCookie(knownBrowsers, secure)
  async function show(visit: Visit, said: Said): Promise<Page> {
    const token = said.values.token ?? queryOf(visit, 'token') ?? ''
    const invitation = await invitations.find(token)
    if (invitation === undefined) return linkOver('/teams')
    const { team, role, email } = invitation
    const signIn = !visit.person && invitation.hasAccount ? `/sign-in?next=${encodeURIComponent(`/invitation?token=${token}`)}` : undefined
    const shown = { team: team.name, role: roleWords[role], email, signIn, ...(await actOn(visit, said, token, invitation)) }
    return { title: `Join the team ${team.name}`, body: invitationPage(shown) }
  }

  async function actOn(visit: Visit, said: Said, token: string, { email, hasAccount }: OpenInvitation) {
    const { csrf } = visit
    if (visit.person) {
      const me = await accounts.find(visit.person.id)
      const other = me.email.toLowerCase() !== email.toLowerCase()
      const refusal = other ? new Refusal('INVITATION_FOR_ANOTHER', { email }) : said.refusal
      const accept = form({ action: '/invitation/accept', csrf, hidden: { token }, button: 'Accept' })
      return { said: refusalOf({ ...nothingSaid, refusal }), form: other ? '' : accept }
    }
    if (hasAccount) return { said: '', form: '' }
    const named = { name: 'name', label: 'Your name', autocomplete: 'name', hint: 'The members of your teams see it.', maxlength: 100 }
    const fields = field(said, named) + field(said, chosenPassword)
    return { said: refusalOf(said), form: form({ csrf, fields, hidden: { token }, username: email, button: 'Make an account and join' }) }
  }

  async function teamPathOf(token: string): Promise<string> {
    const invitation = await invitations.find(token)
    return invitation ? `/teams/${invitation.team.slug}?done=joined` : '/teams'
  }

  return (pages) => {
    pages.form({
      path: '/invitation',
      form: z.object({ token, name: name('Enter your name.'), password }),
      show,
      async submit(visit, { token, name, password }) {
        const goTo = await teamPathOf(token)
        const { personId } = await invitations.acceptAsNew(token, { name, password })
        pages.setSession(visit, await sessions.begin(personId, comesFrom(visit)))
        known.remember(visit, (await accounts.find(personId)).email)
        return { goTo }
      },
    })
    pages.action({
      path: '/invitation/accept',
      form: z.object({ token }),
      async submit(visit, { token }) {
        const goTo = await teamPathOf(token)
        await invitations.accept(token, await accounts.find(personOn(visit).id))
        return { goTo }
      },
    })
  }
}
