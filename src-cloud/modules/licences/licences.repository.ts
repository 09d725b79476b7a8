import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { LicenceTable } from '../../plugins/database/tables/licences.ts'
import type { LicenceRow } from './standing.policy.ts'

export const licenceColumns = ['id', 'plan', 'devices', 'source', 'starts_at', 'ends_at', 'withdrawn_at'] as const

/** All a team ever had: a handful. */
export function licencesOf(db: Kysely<CloudTables>, teamId: string): Promise<LicenceRow[]> {
  return db.selectFrom('licences').select(licenceColumns).where('team_id', '=', teamId).execute()
}

/** False for a second trial. */
export async function insertLicence(trx: Transaction<CloudTables>, licence: LicenceTable): Promise<boolean> {
  const inserted = await trx
    .insertInto('licences')
    .values(licence)
    .onConflict((taken) => taken.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Those that hold; what they were comes back. */
export function withdrawLicences(trx: Transaction<CloudTables>, teamId: string, now: Instant) {
  return trx
    .updateTable('licences')
    .set({ withdrawn_at: now })
    .where('team_id', '=', teamId)
    .where('withdrawn_at', 'is', null)
    .where('ends_at', '>', now)
    .returning(['id', 'plan'])
    .execute()
}

/** Whether the device is among the first so many of its team: who is there longest keeps what it has. */
export async function isAmongFirst(db: Kysely<CloudTables>, device: { id: string; teamId: string }, first: number): Promise<boolean> {
  const last = await db
    .selectFrom('devices')
    .select(['created_at', 'id'])
    .where('team_id', '=', device.teamId)
    .where('released_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .offset(first - 1)
    .limit(1)
    .executeTakeFirst()
  if (last === undefined) return true
  const found = await db
    .selectFrom('devices')
    .select('id')
    .where('id', '=', device.id)
    .where((row) =>
      row.or([row('created_at', '<', last.created_at), row.and([row('created_at', '=', last.created_at), row('id', '<=', last.id)])]),
    )
    .executeTakeFirst()
  return found !== undefined
}

/** Teams with a licence that holds, part by part. */
export function licensedTeams(
  db: Kysely<CloudTables>,
  now: Instant,
  after: string | undefined,
  limit: number,
): Promise<{ team_id: string }[]> {
  return db
    .selectFrom('licences')
    .select('team_id')
    .distinct()
    .where('withdrawn_at', 'is', null)
    .where('ends_at', '>', now)
    .where('starts_at', '<=', now)
    .$if(after !== undefined, (query) => query.where('team_id', '>', after ?? ''))
    .orderBy('team_id')
    .limit(limit)
    .execute()
}
