import type { AlertMatter } from '@mylzip/shared/domain/alert-matters.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import { isBelow } from '../../plugins/database/below.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { AlertTable } from '../../plugins/database/tables/alerts.ts'

/** The one row, held until the transaction ends: one instance looks at a time. Undefined at the very first look. */
export async function lockWatch(trx: Transaction<CloudTables>, now: Instant) {
  const first = { one: 1, began_at: now, last_at: now }
  await trx
    .insertInto('dead_man_watch')
    .values(first)
    .onConflict((known) => known.doNothing())
    .execute()
  return trx.selectFrom('dead_man_watch').select(['began_at', 'last_at']).where('one', '=', 1).forUpdate().executeTakeFirst()
}

export async function keepWatch(trx: Transaction<CloudTables>, watch: { began_at: Instant; last_at: Instant }): Promise<void> {
  await trx.updateTable('dead_man_watch').set(watch).where('one', '=', 1).execute()
}

const open = (db: Kysely<CloudTables>, matter: AlertMatter) =>
  db.selectFrom('alerts').select('device_id').where('matter', '=', matter).where('ended_at', 'is', null)

/** Devices not heard of since `before` of which nobody was told yet. */
export function newlySilent(trx: Transaction<CloudTables>, before: Instant, limit: number) {
  const heard = sql<Instant>`COALESCE(last_seen_at, created_at)`
  return trx
    .selectFrom('devices')
    .select(['id', 'team_id', 'name', heard.as('since')])
    .where('released_at', 'is', null)
    .where('blocked_at', 'is', null)
    .where(heard, '<', before)
    .where('id', 'not in', open(trx, 'silent'))
    .orderBy(heard)
    .limit(limit)
    .execute()
}

export function newlyOverdue(trx: Transaction<CloudTables>, now: Instant, limit: number) {
  return trx
    .selectFrom('device_states as state')
    .innerJoin('devices', 'devices.id', 'state.device_id')
    .select(['devices.id', 'devices.team_id', 'devices.name', 'state.overdue_at as since'])
    .where('state.overdue_at', '<=', now)
    .where('devices.released_at', 'is', null)
    .where('devices.blocked_at', 'is', null)
    .where('devices.id', 'not in', open(trx, 'not-renewed'))
    .orderBy('state.overdue_at')
    .limit(limit)
    .$narrowType<{ since: Instant }>()
    .execute()
}

/** False when another has raised it. */
export async function insertAlert(trx: Transaction<CloudTables>, alert: Insertable<AlertTable>): Promise<boolean> {
  const row = await trx
    .insertInto('alerts')
    .values(alert)
    .onConflict((known) => known.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends some of what does not hold any more: the device was heard of, has renewed, its copy asks no more, or it is nobody's business now. */
export async function endSettled(
  trx: Transaction<CloudTables>,
  heardBefore: { silent: Instant; copy: Instant },
  now: Instant,
  limit: number,
) {
  const settled = await trx
    .selectFrom('alerts')
    .innerJoin('devices', 'devices.id', 'alerts.device_id')
    .select('alerts.id')
    .where('alerts.ended_at', 'is', null)
    .where((row) =>
      row.or([
        row('devices.released_at', 'is not', null),
        row('devices.blocked_at', 'is not', null),
        row.and([row('alerts.matter', '=', 'cloned'), row('devices.clone_seen_at', '<', heardBefore.copy)]),
        row.and([row('alerts.matter', '=', 'silent'), row('devices.last_seen_at', '>=', heardBefore.silent)]),
        row.and([
          row('alerts.matter', '=', 'not-renewed'),
          row.not(
            row.exists(
              row
                .selectFrom('device_states as state')
                .select('state.device_id')
                .whereRef('state.device_id', '=', 'alerts.device_id')
                .where('state.overdue_at', '<=', now),
            ),
          ),
        ]),
      ]),
    )
    .orderBy('alerts.team_id')
    .orderBy('alerts.id')
    .limit(limit)
    .forUpdate('alerts')
    .skipLocked()
    .execute()
  if (settled.length === 0) return []
  const ids = settled.map(({ id }) => id)
  return trx.updateTable('alerts').set({ ended_at: now }).where('id', 'in', ids).returning(['team_id', 'device_id', 'matter']).execute()
}

/** Who looks after a team: its owners and admins who have proved their address. */
export function guardiansOf(trx: Transaction<CloudTables>, teamId: string) {
  return trx
    .selectFrom('team_members')
    .innerJoin('people', 'people.id', 'team_members.person_id')
    .innerJoin('teams', 'teams.id', 'team_members.team_id')
    .select(['people.email', 'teams.name as team'])
    .where('team_members.team_id', '=', teamId)
    .where('team_members.role', 'in', ['owner', 'admin'])
    .where('people.verified_at', 'is not', null)
    .execute()
}

/** All of one device's: what was said of it is its former team's business no more. */
export function endAlertsOf(trx: Transaction<CloudTables>, deviceId: string, now: Instant) {
  return trx
    .updateTable('alerts')
    .set({ ended_at: now })
    .where('device_id', '=', deviceId)
    .where('ended_at', 'is', null)
    .returning('matter')
    .execute()
}

export function openAlerts(db: Kysely<CloudTables>, teamId: string, below: { at: Instant; id: string } | undefined, limit: number) {
  return db
    .selectFrom('alerts')
    .innerJoin('devices', 'devices.id', 'alerts.device_id')
    .select(['alerts.id', 'alerts.device_id', 'devices.name', 'alerts.matter', 'alerts.since', 'alerts.raised_at'])
    .where('alerts.team_id', '=', teamId)
    .where('alerts.ended_at', 'is', null)
    .where(isBelow(below, 'alerts.raised_at', 'alerts.id'))
    .orderBy('alerts.raised_at', 'desc')
    .orderBy('alerts.id', 'desc')
    .limit(limit)
    .execute()
}

export async function countOpenAlerts(db: Kysely<CloudTables>) {
  return db
    .selectFrom('alerts')
    .select((row) => ['matter', row.fn.countAll<number>().as('count')])
    .where('ended_at', 'is', null)
    .groupBy('matter')
    .execute()
}
