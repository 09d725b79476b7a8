import type { AlertMatter } from '@mylzip/shared/domain/alert-matters.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import { alertMail } from '../modules/alerts/alert-mail.policy.ts'
import {
  endSettled,
  guardiansOf,
  insertAlert,
  keepWatch,
  lockWatch,
  newlyOverdue,
  newlySilent,
} from '../modules/alerts/alerts.repository.ts'
import { copyGoneAfter, mayJudge, silentAfter, watchedSince } from '../modules/alerts/overdue.policy.ts'
import type { Outbox } from '../modules/mail/outbox.service.ts'
import type { TeamAudit } from '../modules/team-audit/team-audit.service.ts'
import type { CloudTables } from '../plugins/database/schema.ts'
import type { Random } from '../plugins/random.port.ts'

interface Needs {
  db: Kysely<CloudTables>
  audit: TeamAudit
  outbox: Outbox
  random: Random
  /** Told of all teams' devices. */
  operatorMail: string | undefined
}

interface Missed {
  id: string
  team_id: string
  name: string
  since: Instant
  matter: AlertMatter
}

/** In one transaction: it holds the teams' logs, and a fleet that comes back at one moment must not hold them for minutes. */
const batch = 100
/** At one look, of each kind; the others come at the next one. */
const batches = 10
const cloud = { kind: 'cloud', id: null } as const

/**
 * The dead-man's switch: raises an alert, once, for a device that was not heard of or has not renewed, and ends it when that
 * is over. Alert, log and mails are there together or not at all, whichever instance looks and however often.
 */
export async function missDevices(
  { db, audit, outbox, random, operatorMail }: Needs,
  now: Instant,
): Promise<{ raised: number; ended: number }> {
  const began_at = await db.transaction().execute(async (trx) => {
    const began_at = watchedSince(await lockWatch(trx, now), now)
    await keepWatch(trx, { began_at, last_at: now })
    return began_at
  })
  const ended = await untilFewer((trx) => end(trx))
  if (!mayJudge(began_at, now)) return { raised: 0, ended }
  const silent = await untilFewer(async (trx) => raise(trx, 'silent', await newlySilent(trx, now - silentAfter, batch)))
  const overdue = await untilFewer(async (trx) => raise(trx, 'not-renewed', await newlyOverdue(trx, now, batch)))
  return { raised: silent + overdue, ended }

  /** Batch after batch, each by itself, until one is not full. Answers how many there were. */
  async function untilFewer(work: (trx: Transaction<CloudTables>) => Promise<number>): Promise<number> {
    let all = 0
    for (let done = 0; done < batches; done++) {
      const some = await db.transaction().execute(work)
      all += some
      if (some < batch) break
    }
    return all
  }

  async function end(trx: Transaction<CloudTables>): Promise<number> {
    const ended = await endSettled(trx, { silent: now - silentAfter, copy: now - copyGoneAfter }, now, batch)
    for (const { team_id, device_id, matter } of byTeam(ended))
      await audit.record(trx, { teamId: team_id, action: 'alert.ended', actor: cloud, facts: { deviceId: device_id, matter } })
    return ended.length
  }

  async function raise(trx: Transaction<CloudTables>, matter: AlertMatter, found: readonly Omit<Missed, 'matter'>[]): Promise<number> {
    const raised: Missed[] = []
    for (const missed of byTeam(found)) {
      const { id: device_id, team_id, since } = missed
      if (!(await insertAlert(trx, { id: random.uuid(), team_id, device_id, matter, since, raised_at: now, ended_at: null }))) continue
      raised.push({ ...missed, matter })
    }
    // After all alerts: one waits for a device that is leaving its team, and whoever lets it leave waits for the team's log.
    for (const { id: deviceId, team_id } of raised)
      await audit.record(trx, { teamId: team_id, action: 'alert.raised', actor: cloud, facts: { deviceId, matter } })
    for (const [teamId, missed] of Map.groupBy(raised, ({ team_id }) => team_id))
      for (const { email, team } of await guardiansOf(trx, teamId)) await outbox.post(trx, { to: email, ...alertMail(team, missed) })
    if (operatorMail !== undefined && raised.length > 0) await outbox.post(trx, { to: operatorMail, ...alertMail('all teams', raised) })
    return raised.length
  }
}

/** In one order, so that two that need the same teams' logs do not wait for each other. */
function byTeam<Item extends { team_id: string }>(items: readonly Item[]): Item[] {
  return items.toSorted((one, other) => one.team_id.localeCompare(other.team_id))
}
