import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import type { Outbox } from '../mail/outbox.service.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import { alertMail, type Missed } from './alert-mail.policy.ts'
import { guardiansOf, insertAlert } from './alerts.repository.ts'

export type NewAlert = Missed & { id: string; team_id: string }
export type RaiseAlert = (trx: Transaction<CloudTables>, alert: NewAlert, now: Instant) => Promise<void>

/** Raises one alert at the moment it is noticed, unless it is open already: in the log, and by mail to those who look after the team. */
export function createRaiseAlert({ audit, outbox, random }: { audit: TeamAudit; outbox: Outbox; random: Random }): RaiseAlert {
  return async (trx, alert, now) => {
    const { id: device_id, team_id, matter, since } = alert
    if (!(await insertAlert(trx, { id: random.uuid(), team_id, device_id, matter, since, raised_at: now, ended_at: null }))) return
    const facts = { deviceId: device_id, matter }
    await audit.record(trx, { teamId: team_id, action: 'alert.raised', actor: { kind: 'cloud', id: null }, facts })
    for (const { email, team } of await guardiansOf(trx, team_id)) await outbox.post(trx, { to: email, ...alertMail(team, [alert]) })
  }
}
