import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
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

export function findDeviceState(db: Kysely<CloudTables>, deviceId: string) {
  return db.selectFrom('device_states').select(['state', 'told_at as toldAt']).where('device_id', '=', deviceId).executeTakeFirst()
}

export async function removeDeviceState(trx: Transaction<CloudTables>, deviceId: string): Promise<void> {
  await trx.deleteFrom('device_states').where('device_id', '=', deviceId).execute()
}

/** Of more than `keep` certificates those that end first go. */
export async function putDeviceCertificate(
  trx: Transaction<CloudTables>,
  certificate: Insertable<DeviceCertificateTable>,
  keep: number,
): Promise<void> {
  const { device_id } = certificate
  await trx
    .insertInto('device_certificates')
    .values(certificate)
    .onConflict((known) => known.columns(['device_id', 'fingerprint']).doNothing())
    .execute()
  await trx
    .deleteFrom('device_certificates')
    .where('device_id', '=', device_id)
    .where('fingerprint', 'in', (others) =>
      others
        .selectFrom('device_certificates')
        .select('fingerprint')
        .where('device_id', '=', device_id)
        .orderBy('not_after', 'desc')
        .orderBy('fingerprint')
        .offset(keep),
    )
    .execute()
}

/** Those that are still good, the one that ends first being first. */
export function liveCertificatesOf(db: Kysely<CloudTables>, deviceId: string, now: Instant): Promise<DeviceCertificateRow[]> {
  return db
    .selectFrom('device_certificates')
    .selectAll()
    .where('device_id', '=', deviceId)
    .where('revoked_at', 'is', null)
    .where('not_after', '>', now)
    .orderBy('not_after')
    .orderBy('fingerprint')
    .execute()
}

/** The newest of those with these serial numbers, as they were told. */
export function certificatesWith(db: Kysely<CloudTables>, deviceId: string, serials: readonly string[]): Promise<DeviceCertificateRow[]> {
  if (serials.length === 0) return Promise.resolve([])
  return db.selectFrom('device_certificates').selectAll().where('device_id', '=', deviceId).where('serial', 'in', serials).execute()
}

export async function markCertificateRevoked(db: Kysely<CloudTables>, row: DeviceCertificateRow, now: Instant): Promise<void> {
  await db
    .updateTable('device_certificates')
    .set({ revoked_at: now })
    .where('device_id', '=', row.device_id)
    .where('fingerprint', '=', row.fingerprint)
    .execute()
}

export async function removeEndedCertificates(db: Kysely<CloudTables>, now: Instant): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('device_certificates').where('not_after', '<=', now).executeTakeFirst()
  return Number(numDeletedRows)
}
