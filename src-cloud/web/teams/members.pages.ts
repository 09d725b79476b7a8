import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { roleAllows, type TeamRole, teamRoles } from '@mylzip/shared/domain/team-roles.policy.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import { roleMeans, roleWords } from '../../modules/teams/role-words.policy.ts'
import { email } from '../page/fields.policy.ts'
import { done, field, form, refusalOf, type Said } from '../page/form.ts'
import type { Page } from '../page/layout.ts'
import { date } from '../page/moment.policy.ts'
import type { Pages } from '../page/pages.ts'
import { template } from '../page/template.ts'
import { personOn, queryOf, type Visit } from '../page/visit.ts'
import { roleField } from './role-field.ts'
import { type TeamServices, teamOn } from './team-services.ts'

interface Shown {
  team: { name: string; slug: string }
  role: string
  said: string
  members: { name: string; email: string; role: string; since: string; change: string }[]
  more: string | undefined
  invitations: { email: string; role: string; until: string; withdraw: string }[]
  invite: string | undefined
  leave: string
}

const teamPage = template<Shown>(`<h1><%= it.team.name %></h1>
<p>The names of its devices end in <strong><%= it.team.slug %></strong>. You are <%= it.role %>.</p>
<p><a href="/teams/<%= it.team.slug %>/devices">Devices of the team</a></p>
<%~ it.said %>
<h2>Members</h2>
<table>
<thead><tr><th scope="col">Name</th><th scope="col">Email address</th><th scope="col">Role</th><th scope="col">Since</th></tr></thead>
<tbody><% for (const member of it.members) { %>
<tr><td><%= member.name %></td><td><%= member.email %></td><td><% if (member.change) { %><%~ member.change %><% } else { %><%= member.role %><% } %></td><td><%= member.since %></td></tr>
<% } %></tbody>
</table>
<% if (it.more) { %><p><a href="?from=<%= it.more %>">More members</a></p><% } %>
<% if (it.invite !== undefined) { %>
<h2>Invitations</h2>
<% if (it.invitations.length > 0) { %>
<table>
<thead><tr><th scope="col">Email address</th><th scope="col">As</th><th scope="col">Good until</th><th scope="col">Withdraw it</th></tr></thead>
<tbody><% for (const invitation of it.invitations) { %>
<tr><td><%= invitation.email %></td><td><%= invitation.role %></td><td><%= invitation.until %></td><td><%~ invitation.withdraw %></td></tr>
<% } %></tbody>
</table>
<% } %>
<%~ it.invite %>
<% } %>
<h2>Leave the team</h2>
<%~ it.leave %>`)

const sentences: Record<string, string> = {
  invited: 'The invitation is on its way.',
  withdrawn: 'The invitation is withdrawn.',
  role: 'The role is changed.',
  removed: 'The member is removed.',
  joined: 'You belong to the team now.',
}

const Role = z.enum(teamRoles)
/** How many stand on one page. */
const most = 100

export function membersPages({ access, members, invitations }: TeamServices): (pages: Pages) => void {
  async function show(visit: Visit, said: Said): Promise<Page> {
    const team = await teamOn(access, visit, 'read-only')
    const { csrf } = visit
    const myself = personOn(visit).id
    const manages = roleAllows(team.role, 'admin')
    const may = (role: TeamRole) => role !== 'owner' || team.role === 'owner'
    const roles = teamRoles.filter(may)
    const base = `/teams/${team.slug}`

    const { items, next } = await members.list(team.teamId, { limit: most, cursor: queryOf(visit, 'from') })
    const rows = items.map(({ id, name, email, role, joinedAt }) => {
      const about = name
      const hidden = { person: id }
      const fields = roleField({ id: `role-${id}`, label: `Role of ${name}`, quiet: true, roles, chosen: role })
      const set = { action: `${base}/members/role`, csrf, hidden, fields, button: 'Set', about, look: 'plain', inline: true } as const
      const remove = { action: `${base}/members/remove`, csrf, hidden, button: 'Remove', about, look: 'grave', inline: true } as const
      const change = manages && id !== myself && may(role) ? form(set) + form(remove) : ''
      return { name, email, role: roleWords[role], since: date(fromTimestamp(joinedAt)), change }
    })

    const open = manages ? (await invitations.list(team.teamId, { limit: most })).items : []
    const waiting = open.map(({ id, email, role, expiresAt }) => {
      const withdraw = {
        action: `${base}/invitations/withdraw`,
        csrf,
        hidden: { invitation: id },
        button: 'Withdraw',
        about: email,
      } as const
      return {
        email,
        role: roleWords[role],
        until: date(fromTimestamp(expiresAt)),
        withdraw: form({ ...withdraw, look: 'plain', inline: true }),
      }
    })
    const chosen = Role.safeParse(said.values.role).data ?? 'member'
    const fields = [
      field(said, { name: 'email', label: 'Email address', type: 'email', autocomplete: 'off' }),
      roleField({ id: 'role', label: 'Role', roles, chosen, meanings: roleMeans }),
    ].join('')
    const body = teamPage({
      team,
      role: roleWords[team.role],
      said: refusalOf(said) || done(sentences, queryOf(visit, 'done')),
      members: rows,
      more: next === null ? undefined : encodeURIComponent(next),
      invitations: waiting,
      invite: manages ? form({ csrf, fields, button: 'Invite' }) : undefined,
      leave: form({ action: `${base}/leave`, csrf, button: 'Leave', look: 'grave' }),
    })
    return { title: team.name, wide: true, body }
  }

  return (pages) => {
    pages.form({
      path: '/teams/:team',
      form: z.object({ email, role: Role }),
      show,
      async submit(visit, guest) {
        const team = await teamOn(access, visit, 'admin')
        await invitations.invite(team, guest)
        return { goTo: `/teams/${team.slug}?done=invited` }
      },
    })
    pages.action({
      path: '/teams/:team/invitations/withdraw',
      form: z.object({ invitation: z.uuid() }),
      async submit(visit, { invitation }) {
        const team = await teamOn(access, visit, 'admin')
        await invitations.withdraw(team, invitation)
        return { goTo: `/teams/${team.slug}?done=withdrawn` }
      },
    })
    pages.action({
      path: '/teams/:team/members/role',
      form: z.object({ person: z.uuid(), role: Role }),
      async submit(visit, { person, role }) {
        const team = await teamOn(access, visit, 'admin')
        await members.setRole(team, person, role)
        return { goTo: `/teams/${team.slug}?done=role` }
      },
    })
    pages.action({
      path: '/teams/:team/members/remove',
      form: z.object({ person: z.uuid() }),
      async submit(visit, { person }) {
        const team = await teamOn(access, visit, 'admin')
        if (person === personOn(visit).id) throw new Refusal('MEMBER_NOT_FOUND')
        await members.remove(team, person)
        return { goTo: `/teams/${team.slug}?done=removed` }
      },
    })
    pages.action({
      path: '/teams/:team/leave',
      form: z.object({}),
      async submit(visit) {
        await members.leave(await teamOn(access, visit, 'read-only'))
        return { goTo: '/teams' }
      },
    })
  }
}
