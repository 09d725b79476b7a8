import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import { roleWords } from '../../modules/teams/role-words.policy.ts'
import { template } from '../page/template.ts'

interface RoleField {
  id: string
  label: string
  /** The label is for screen readers alone: the column says it. */
  quiet?: boolean
  roles: readonly TeamRole[]
  chosen: TeamRole
  meanings?: Readonly<Record<TeamRole, string>>
}

const fieldHtml = template<Omit<RoleField, 'roles'> & { options: { role: string; text: string; selected: boolean }[] }>(
  `<% if (!it.quiet) { %><div class="field"><label for="<%= it.id %>"><%= it.label %></label><% } %>
<select id="<%= it.id %>" name="role"<% if (it.quiet) { %> aria-label="<%= it.label %>"<% } %>>
<% for (const option of it.options) { %><option value="<%= option.role %>"<% if (option.selected) { %> selected<% } %>><%= option.text %></option>
<% } %></select>
<% if (!it.quiet) { %></div><% } %>
`,
)

/** The choice of a role, with what each may. */
export function roleField({ roles, ...it }: RoleField): string {
  const options = roles.map((role) => {
    const text = it.meanings ? `${roleWords[role]}: ${it.meanings[role]}` : roleWords[role]
    return { role, text, selected: role === it.chosen }
  })
  return fieldHtml({ ...it, options })
}
