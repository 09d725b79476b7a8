import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Insertable, Kysely, Selectable, Transaction, Updateable } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { DeviceCertificateTable } from '../../plugins/database/tables/ssl.ts'

export type DeviceCertificateRow = Selectable<DeviceCertificateTable>

export async function putDeviceState(
  db: Kysely<CloudTables>,
  deviceId: string,
  told: { state: string; told_at: Instant; overdue_at: Instant | null },
): Promise<void> {
  await db
    .insertInto('device_states')
    .values({ device_id: deviceId, ...told })
    .onConflict((known) => known.column('device_id').doUpdateSet(told))
    .execute()
}

export async function removeDeviceState(trx: Transaction<CloudTables>, deviceId: string): Promise<void> {
  await trx.deleteFrom('device_states').where('device_id', '=', deviceId).execute()
}

/** False when it was there already. */
export async function putDeviceCertificate(
  trx: Transaction<CloudTables>,
  certificate: Insertable<DeviceCertificateTable>,
): Promise<boolean> {
  const added = await trx
    .insertInto('device_certificates')
    .values(certificate)
    .onConflict((known) => known.columns(['device_id', 'fingerprint']).doNothing())
    .returning('fingerprint')
    .executeTakeFirst()
  return added !== undefined
}

export async function countLiveCertificates(db: Kysely<CloudTables>, deviceId: string, now: Instant): Promise<number> {
  const { count } = await db
    .selectFrom('device_certificates')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('device_id', '=', deviceId)
    .where('not_after', '>', now)
    .executeTakeFirstOrThrow()
  return count
}

/** Those that are still good and neither revoked nor given up, the next to be tried first. */
export function certificatesToRevoke(db: Kysely<CloudTables>, deviceId: string, now: Instant): Promise<DeviceCertificateRow[]> {
  return db
    .selectFrom('device_certificates')
    .selectAll()
    .where('device_id', '=', deviceId)
    .where('revoked_at', 'is', null)
    .where('refusal', 'is', null)
    .where('not_after', '>', now)
    .orderBy('next_try_at')
    .orderBy('not_after')
    .orderBy('fingerprint')
    .execute()
}

/** What became of those that are not to be tried any more: revoked since then, or given up. */
export async function revokedAndGivenUp(db: Kysely<CloudTables>, deviceId: string, since: Instant) {
  const rows = await db
    .selectFrom('device_certificates')
    .select(['revoked_at', 'refusal'])
    .where('device_id', '=', deviceId)
    .where((row) => row.or([row('revoked_at', '>=', since), row('refusal', 'is not', null)]))
    .orderBy('fingerprint')
    .execute()
  const refusals = rows.flatMap(({ revoked_at, refusal }) => (revoked_at === null && refusal !== null ? [refusal] : []))
  return { revoked: rows.length - refusals.length, refusals }
}

/** The newest of those with these serial numbers, as they were told. */
export function certificatesWith(db: Kysely<CloudTables>, deviceId: string, serials: readonly string[]): Promise<DeviceCertificateRow[]> {
  if (serials.length === 0) return Promise.resolve([])
  return db.selectFrom('device_certificates').selectAll().where('device_id', '=', deviceId).where('serial', 'in', serials).execute()
}

export async function updateCertificate(
  db: Kysely<CloudTables>,
  row: Pick<DeviceCertificateRow, 'device_id' | 'fingerprint'>,
  change: Updateable<DeviceCertificateTable>,
): Promise<void> {
  await db
    .updateTable('device_certificates')
    .set(change)
    .where('device_id', '=', row.device_id)
    .where('fingerprint', '=', row.fingerprint)
    .execute()
}

/** Somebody asks once more: what was given up is tried again, from the beginning. */
export async function forgetRefusals(trx: Transaction<CloudTables>, deviceId: string): Promise<void> {
  await trx.updateTable('device_certificates').set({ tries: 0, next_try_at: 0, refusal: null }).where('device_id', '=', deviceId).execute()
}

export async function removeEndedCertificates(db: Kysely<CloudTables>, now: Instant): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('device_certificates').where('not_after', '<=', now).executeTakeFirst()
  return Number(numDeletedRows)
}
