import { z } from 'zod'
import type { PersonalData } from '../../modules/people/personal-data.service.ts'
import { password } from '../page/fields.policy.ts'
import { field, form, refusalOf } from '../page/form.ts'
import type { Pages } from '../page/pages.ts'
import { template } from '../page/template.ts'
import { personOn, queryOf } from '../page/visit.ts'
import type { AccountServices } from './account-services.ts'

const deletePage = template<{ email: string; said: string; form: string }>(`<h1>Delete the account</h1>
<p>This cannot be undone. What goes:</p>
<ul>
<li>your account <strong><%= it.email %></strong>, with password, codes and all sessions;</li>
<li>your membership in every team;</li>
<li>your address wherever a team's log names it. The log itself stays, and can still be checked.</li>
</ul>
<p>Devices go on renewing their certificates. A team that has nobody but you is closed: its API tokens, enrolment tokens and
invitations are withdrawn.</p>
<%~ it.said %><%~ it.form %>
<p><a href="/account/export">Download everything first</a> · <a href="/account">Back to your account</a></p>`)

export function personalDataPages({ accounts, personalData }: AccountServices & { personalData: PersonalData }): (pages: Pages) => void {
  return (pages) => {
    pages.download('/account/export', async (visit) => {
      const everything = await personalData.export(personOn(visit).id, queryOf(visit, 'cursor'))
      return { name: 'mylzip-account.json', type: 'application/json', text: `${JSON.stringify(everything, undefined, 2)}\n` }
    })
    pages.form({
      path: '/account/delete',
      form: z.object({ password }),
      async show(visit, said) {
        const { email } = await accounts.find(personOn(visit).id)
        const current = { name: 'password', label: 'Your password', type: 'password', autocomplete: 'current-password' } as const
        const shown = form({
          csrf: visit.csrf,
          username: email,
          fields: field(said, { ...current, maxlength: 256 }),
          button: 'Delete for ever',
          look: 'grave',
        })
        return { title: 'Delete the account', body: deletePage({ email, said: refusalOf(said), form: shown }) }
      },
      async submit(visit, { password }) {
        const { id } = personOn(visit)
        await accounts.proveAgain(id, password)
        await personalData.delete(id)
        pages.setSession(visit, undefined)
        return { goTo: '/sign-in?done=deleted' }
      },
    })
  }
}
