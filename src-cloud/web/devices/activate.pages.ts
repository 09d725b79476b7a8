import { isRefusal, type Refusal } from '@mylzip/shared/domain/refusal.ts'
import { roleAllows } from '@mylzip/shared/domain/team-roles.policy.ts'
import { z } from 'zod'
import type { WaitingDevice } from '../../modules/device-authorization/approvals.service.ts'
import { line } from '../page/fields.policy.ts'
import { field, form, nothingSaid, refusalOf, type Said } from '../page/form.ts'
import type { Page } from '../page/layout.ts'
import { moment } from '../page/moment.policy.ts'
import type { Outcome, Pages } from '../page/pages.ts'
import { statusOf } from '../page/statuses.policy.ts'
import { template } from '../page/template.ts'
import { personOn, queryOf, type Visit } from '../page/visit.ts'
import type { DeviceServices } from './device-services.ts'
import { teamField } from './team-field.ts'

const askPage = template<{ said: string; form: string }>(`<h1>Let a device in</h1>
<p>The device shows a code of eight letters. Type it in here.</p>
<%~ it.said %><%~ it.form %>`)

const decidePage = template<{
  device: Omit<WaitingDevice, 'askedAt'> & { asked: string }
  said: string
  approve: string | undefined
  deny: string
}>(
  `<h1>Let this device in?</h1>
<p>Approve it only if the code <strong class="code"><%= it.device.userCode %></strong> stands on a screen that you see yourself. Nobody else can ask you to.</p>
<%~ it.said %>
<dl><dt>Computer</dt><dd><%= it.device.computerName %></dd><dt>Asks from</dt><dd><%= it.device.address %></dd><dt>Since</dt><dd><%= it.device.asked %></dd>
<% if (it.device.label) { %><dt>Wants to be called</dt><dd><%= it.device.label %></dd><% } %>
<% if (it.device.zone) { %><dt>In the zone</dt><dd><%= it.device.zone %></dd><% } %></dl>
<% if (it.approve) { %><%~ it.approve %><% } else { %>
<p>Letting devices in is for admins of a team, and you are none. <a href="/teams/new">Make a team</a>, or ask an admin of yours.</p><% } %>
<%~ it.deny %>`,
)

const donePage = template<{ name: string; team: string }>(`<h1>The device is let in</h1>
<p>It is <strong><%= it.name %></strong> from now on, and notices so within seconds. You can close this page.</p>
<p><a href="/teams/<%= it.team %>/devices">Devices of the team</a></p>`)

const deniedPage = `<h1>The device is refused</h1>
<p>It gets no name and nothing of your team. If you did not expect it, nothing else needs to be done.</p>`

const optionalLine = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9.\- ]*$/, 'A name has letters, digits, hyphens and dots.')
  .transform((text) => text.trim())
  .default('')

/** RFC 8628 §3.3: the page that a person opens who was shown a code by a device. */
export function activatePages({ access, approvals, teams }: DeviceServices): (pages: Pages) => void {
  const decidingAt = (userCode: string) => `/activate/device?asked=${encodeURIComponent(userCode)}`

  function ask(visit: Visit, said: Said): Page {
    const hint = 'As the device shows it, like BCDF-GHJK.'
    const fields = field(said, { name: 'code', label: 'Code', hint, maxlength: 20 })
    return {
      title: 'Let a device in',
      body: askPage({ said: refusalOf(said), form: form({ csrf: visit.csrf, action: '/activate', fields, button: 'Go on' }) }),
    }
  }

  async function decide(visit: Visit, said: Said): Promise<Page> {
    const person = personOn(visit)
    const asked = said.values.asked ?? queryOf(visit, 'asked') ?? ''
    const found = await approvals.find({ personId: person.id, address: visit.address }, asked).catch((error: unknown): Refusal => {
      if (isRefusal(error)) return error
      throw error
    })
    if (isRefusal(found)) {
      const refusal = said.refusal ?? found
      return { ...ask(visit, { ...nothingSaid, refusal }), status: statusOf(refusal.code) }
    }
    const mine = (await teams.of(person.id)).filter(({ role }) => roleAllows(role, 'admin'))
    const { csrf } = visit
    const hidden = { asked: found.userCode, wish: 'approve' }
    const fields = [
      teamField(mine, said.values.team),
      field(said, {
        name: 'replaces',
        label: 'Takes the place of',
        hint: 'Only for a machine that was installed anew: the name it had. What had that name before is locked out.',
        maxlength: 253,
        optional: true,
      }),
    ].join('')
    const action = '/activate/device'
    const body = decidePage({
      device: { ...found, asked: moment(found.askedAt) },
      said: refusalOf(said),
      approve: mine.length > 0 ? form({ csrf, action, fields, hidden, button: 'Approve' }) : undefined,
      deny: form({ csrf, action, hidden: { ...hidden, wish: 'deny' }, button: 'Refuse', look: 'plain' }),
    })
    return { title: 'Let this device in?', body }
  }

  return (pages) => {
    pages.form({
      path: '/activate',
      form: z.object({ code: line('Enter the code.', 20) }),
      show(visit, said) {
        personOn(visit)
        const code = queryOf(visit, 'code')
        return code === undefined ? ask(visit, said) : decide(visit, { ...said, values: { asked: code } })
      },
      submit: (_visit, { code }) => ({ goTo: decidingAt(code) }),
    })
    pages.form({
      path: '/activate/device',
      form: z.discriminatedUnion('wish', [
        z.object({ wish: z.literal('approve'), asked: z.string().max(20), team: z.string().max(63), replaces: optionalLine }),
        z.object({ wish: z.literal('deny'), asked: z.string().max(20) }),
      ]),
      show: decide,
      async submit(visit, wanted): Promise<Outcome> {
        const person = personOn(visit)
        const { userCode } = await approvals.find({ personId: person.id, address: visit.address }, wanted.asked)
        if (wanted.wish === 'deny') {
          await approvals.deny(userCode)
          return { title: 'The device is refused', body: deniedPage }
        }
        const team = await access.enter({ person, role: 'admin' }, { slug: wanted.team })
        const { name } = await approvals.approve({ userCode, team, replaces: wanted.replaces === '' ? undefined : wanted.replaces })
        return { title: 'The device is let in', body: donePage({ name, team: team.slug }) }
      },
    })
  }
}
