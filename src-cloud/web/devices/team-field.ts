import { template } from '../page/template.ts'

interface TeamChoice {
  slug: string
  name: string
}

const fieldHtml = template<{ teams: (TeamChoice & { selected: boolean })[] }>(
  `<div class="field"><label for="team">Team</label>
<span class="hint" id="team-hint">The device belongs to it, and its name says so.</span>
<select id="team" name="team" aria-describedby="team-hint">
<% for (const team of it.teams) { %><option value="<%= team.slug %>"<% if (team.selected) { %> selected<% } %>><%= team.name %> (<%= team.slug %>)</option>
<% } %></select></div>
`,
)

/** Which of the teams that somebody looks after. */
export function teamField(teams: readonly TeamChoice[], chosen: string | undefined): string {
  return fieldHtml({ teams: teams.map((team) => ({ ...team, selected: team.slug === chosen })) })
}
