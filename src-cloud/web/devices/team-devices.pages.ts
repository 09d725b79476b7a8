import { roleAllows } from '@mylzip/shared/domain/team-roles.policy.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import { line } from '../page/fields.policy.ts'
import { done, field, form, refusalOf, type Said } from '../page/form.ts'
import type { Page } from '../page/layout.ts'
import { date, moment } from '../page/moment.policy.ts'
import type { Pages } from '../page/pages.ts'
import { template } from '../page/template.ts'
import { queryOf, type Visit } from '../page/visit.ts'
import { teamOn } from '../teams/team-services.ts'
import type { DeviceServices } from './device-services.ts'

interface Shown {
  team: { name: string; slug: string }
  said: string
  devices: { name: string; state: string; seen: string; since: string; change: string }[]
  more: string | undefined
  manages: boolean
  tokens: { name: string; shown: string; uses: string; until: string; withdraw: string }[]
  create: string
}

const devicesPage = template<Shown>(`<h1>Devices of <%= it.team.name %></h1>
<%~ it.said %>
<p><a class="button" href="/activate">Let a device in</a></p>
<% if (it.devices.length === 0) { %><p>There is no device yet. Start the program on a computer: it shows a code to type in here.</p><% } else { %>
<table>
<thead><tr><th scope="col">Name</th><th scope="col">State</th><th scope="col">Last heard of</th><th scope="col">Since</th><th scope="col">Change</th></tr></thead>
<tbody><% for (const device of it.devices) { %>
<tr><td><%= device.name %></td><td><%= device.state %></td><td><%= device.seen %></td><td><%= device.since %></td><td><%~ device.change %></td></tr>
<% } %></tbody>
</table>
<% if (it.more) { %><p><a href="?from=<%= it.more %>">More devices</a></p><% } %><% } %>
<% if (it.manages) { %>
<h2>Enrolment tokens</h2>
<p>By a token devices come in without anybody approving each. One for a single device is in every plan.</p>
<% if (it.tokens.length > 0) { %>
<table>
<thead><tr><th scope="col">For</th><th scope="col">Begins with</th><th scope="col">Used</th><th scope="col">Good until</th><th scope="col">Withdraw it</th></tr></thead>
<tbody><% for (const token of it.tokens) { %>
<tr><td><%= token.name %></td><td class="code"><%= token.shown %>…</td><td><%= token.uses %></td><td><%= token.until %></td><td><%~ token.withdraw %></td></tr>
<% } %></tbody>
</table>
<% } %>
<%~ it.create %>
<% } %>
<p><a href="/teams/<%= it.team.slug %>">Members of the team</a></p>`)

const tokenPage = template<{ name: string; secret: string; team: string }>(`<h1>Keep the token now</h1>
<p>It is shown only now, and lets devices into your team. For: <strong><%= it.name %></strong>.</p>
<p class="code"><%= it.secret %></p>
<p><a href="/teams/<%= it.team %>/devices">I have kept it</a></p>`)

const sentences: Record<string, string> = {
  released: 'The device is released.',
  withdrawn: 'The token is withdrawn.',
}

const most = 100
const whole = (empty: string, highest: number) =>
  z.coerce.number({ error: empty }).int(empty).min(1, empty).max(highest, `At most ${highest}.`)

/** A team's devices and enrolment tokens. */
export function teamDevicesPages({ access, enrolmentTokens, moves, teamDevices }: DeviceServices): (pages: Pages) => void {
  async function show(visit: Visit, said: Said): Promise<Page> {
    const team = await teamOn(access, visit, 'read-only')
    const { csrf } = visit
    const manages = roleAllows(team.role, 'admin')
    const base = `/teams/${team.slug}/devices`
    const button = { csrf, inline: true } as const
    const { items, next } = await teamDevices.list(team.teamId, { limit: most, cursor: queryOf(visit, 'from') })
    const devices = items.map(({ deviceId: device, name, state, enrolledAt, lastSeenAt, copySeenAt }) => {
      const hidden = { device }
      const again = form({ ...button, action: `${base}/reenrol`, hidden, button: 'Token for its place', about: name, look: 'plain' })
      const release = form({ ...button, action: `${base}/release`, hidden, button: 'Release', about: name, look: 'grave' })
      return {
        name,
        state: state === 'blocked' ? 'Lost' : copySeenAt === null ? 'Enrolled' : 'Enrolled; a copy was noticed',
        seen: lastSeenAt === null ? 'Not yet' : moment(fromTimestamp(lastSeenAt)),
        since: date(fromTimestamp(enrolledAt)),
        change: manages ? again + release : '',
      }
    })
    const listed = manages ? (await enrolmentTokens.list(team.teamId, { limit: most })).items : []
    const tokens = listed
      .filter(({ withdrawnAt }) => withdrawnAt === null)
      .map(({ id, name, shown, uses, maxUses, expiresAt }) => {
        const withdraw = form({
          ...button,
          action: `${base}/tokens/withdraw`,
          hidden: { token: id },
          button: 'Withdraw',
          about: name,
          look: 'plain',
        })
        return { name, shown, uses: `${uses} of ${maxUses}`, until: date(fromTimestamp(expiresAt)), withdraw }
      })
    const fields = [
      field(said, { name: 'name', label: 'What it is for', maxlength: 100 }),
      field(said, { name: 'uses', label: 'Devices', inputmode: 'numeric', maxlength: 6, value: '1' }),
      field(said, { name: 'days', label: 'Good for so many days', inputmode: 'numeric', maxlength: 3, value: '30' }),
    ].join('')
    const body = devicesPage({
      ...{ team, devices, manages, tokens },
      said: refusalOf(said) || done(sentences, queryOf(visit, 'done')),
      more: next === null ? undefined : encodeURIComponent(next),
      create: form({ csrf, fields, button: 'Make a token' }),
    })
    return { title: `Devices of ${team.name}`, wide: true, body }
  }

  const kept = (name: string, secret: string, team: string): Page => {
    return { title: 'Keep the token now', body: tokenPage({ name, secret, team }) }
  }

  return (pages) => {
    pages.form({
      path: '/teams/:team/devices',
      form: z.object({
        name: line('Say what it is for.'),
        uses: whole('Enter a number of devices.', 100_000),
        days: whole('Enter a number of days.', 365),
      }),
      show,
      async submit(visit, { name, uses, days }) {
        const team = await teamOn(access, visit, 'admin')
        const { secret } = await enrolmentTokens.create(team, { name, maxUses: uses, expiresInDays: days })
        return kept(name, secret, team.slug)
      },
    })
    pages.action({
      path: '/teams/:team/devices/tokens/withdraw',
      form: z.object({ token: z.uuid() }),
      async submit(visit, { token }) {
        const team = await teamOn(access, visit, 'admin')
        await enrolmentTokens.withdraw(team, token)
        return { goTo: `/teams/${team.slug}/devices?done=withdrawn` }
      },
    })
    pages.action({
      path: '/teams/:team/devices/release',
      form: z.object({ device: z.uuid() }),
      async submit(visit, { device }) {
        const team = await teamOn(access, visit, 'admin')
        await moves.release(team, device)
        return { goTo: `/teams/${team.slug}/devices?done=released` }
      },
    })
    pages.action({
      path: '/teams/:team/devices/reenrol',
      form: z.object({ device: z.uuid() }),
      async submit(visit, { device }) {
        const team = await teamOn(access, visit, 'admin')
        const { token, secret } = await enrolmentTokens.createFor(team, device, 7)
        return kept(`the place of ${token.name}, once`, secret, team.slug)
      },
    })
  }
}
