import { z } from 'zod'
import { roleWords } from '../../modules/teams/role-words.policy.ts'
import { line, name } from '../page/fields.policy.ts'
import { field, form, refusalOf } from '../page/form.ts'
import type { Pages } from '../page/pages.ts'
import { template } from '../page/template.ts'
import { personOn } from '../page/visit.ts'
import type { TeamServices } from './team-services.ts'

const teamsPage = template<{ teams: { slug: string; name: string; role: string }[] }>(`<h1>Your teams</h1>
<% if (it.teams.length === 0) { %>
<p>You belong to no team yet. Devices and their names belong to teams: make one, or ask for an invitation.</p>
<% } else { %>
<table>
<thead><tr><th scope="col">Team</th><th scope="col">Names end in</th><th scope="col">You are</th></tr></thead>
<tbody><% for (const team of it.teams) { %>
<tr><td><a href="/teams/<%= team.slug %>"><%= team.name %></a></td><td><%= team.slug %></td><td><%= team.role %></td></tr>
<% } %></tbody>
</table>
<% } %>
<p><a class="button" href="/teams/new">Make a team</a></p>`)

const newPage = template<{ said: string; form: string }>(`<h1>Make a team</h1>
<%~ it.said %><%~ it.form %>
<p><a href="/teams">Back to your teams</a></p>`)

export function teamsPages({ teams, accounts }: TeamServices, zone: string): (pages: Pages) => void {
  return (pages) => {
    pages.show('/teams', async (visit) => {
      const mine = await teams.of(personOn(visit).id)
      return { title: 'Your teams', body: teamsPage({ teams: mine.map((team) => ({ ...team, role: roleWords[team.role] })) }) }
    })
    pages.form({
      path: '/teams/new',
      form: z.object({
        name: name('Enter a name for the team.'),
        slug: line('Enter a label.', 63).transform((text) => text.toLowerCase()),
      }),
      show(visit, said) {
        personOn(visit)
        const hint = `The names of its devices end in it: k7f3q9.label.${zone}. They stand in public logs. It cannot be changed later.`
        const fields = [
          field(said, { name: 'name', label: 'Name', autocomplete: 'organization', hint: 'As its members know it.', maxlength: 100 }),
          field(said, { name: 'slug', label: 'Label', hint, maxlength: 63 }),
        ].join('')
        const shown = form({ csrf: visit.csrf, fields, button: 'Make the team' })
        return { title: 'Make a team', body: newPage({ said: refusalOf(said), form: shown }) }
      },
      async submit(visit, team) {
        const { slug } = await teams.found(team, await accounts.find(personOn(visit).id))
        return { goTo: `/teams/${slug}` }
      },
    })
  }
}
