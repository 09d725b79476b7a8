import type { Insertable, Kysely, Selectable, Updateable } from 'kysely'
import type { ConsumerTable } from '../system/database/program-tables.ts'
import type { AgentTables, CertificateVersionTable } from '../system/database/schema.ts'
import type { CertificateRow } from './certificate.repository.ts'

export type VersionRow = Selectable<CertificateVersionTable>
export type ConsumerRow = Selectable<ConsumerTable>

/** A version whose chain has arrived: the columns that follow from it are filled. */
export type IssuedVersion = VersionRow & {
  [Column in 'chain_pem' | 'serial' | 'thumbprint' | 'issuer']: string
} & { [Column in 'not_before' | 'not_after' | 'issued_at']: number }

/** Whether the CA has handed over the chain: from then on the version can be installed and served. */
export function isIssued(version: VersionRow | undefined): version is IssuedVersion {
  return version !== undefined && version.chain_pem !== null && version.not_after !== null
}

/** The versions of a certificate and the programs that present each. `db` may be a transaction. */
export function versionRepository(db: Kysely<AgentTables>) {
  const of = (certificateId: string) => db.selectFrom('certificate_versions').selectAll().where('certificate_id', '=', certificateId)
  return {
    find: (certificateId: string, number: number): Promise<VersionRow | undefined> =>
      of(certificateId).where('number', '=', number).executeTakeFirst(),
    /** The one that programs are to present; undefined until the first was in place. */
    inUse: async ({ id, current_version }: Pick<CertificateRow, 'id' | 'current_version'>): Promise<VersionRow | undefined> =>
      current_version === null ? undefined : of(id).where('number', '=', current_version).executeTakeFirst(),
    latest: (certificateId: string): Promise<VersionRow | undefined> =>
      of(certificateId).orderBy('number', 'desc').limit(1).executeTakeFirst(),
    latestIssued: (certificateId: string): Promise<VersionRow | undefined> =>
      of(certificateId).where('issued_at', 'is not', null).orderBy('number', 'desc').limit(1).executeTakeFirst(),
    /** SHA-1, as the platform knows it. */
    withThumbprint: (thumbprint: string): Promise<VersionRow[]> =>
      db.selectFrom('certificate_versions').selectAll().where('thumbprint', '=', thumbprint).execute(),
    /** Those reported to their authority as compromised: their keys are never used again. */
    compromised: (certificateId: string): Promise<VersionRow[]> =>
      of(certificateId).where('revocation_reason', '=', 'keyCompromise').execute(),
    /** The same of all certificates here. */
    reported: (): Promise<VersionRow[]> =>
      db.selectFrom('certificate_versions').selectAll().where('revocation_reason', '=', 'keyCompromise').execute(),
    all: (certificateId: string): Promise<VersionRow[]> => of(certificateId).orderBy('number').execute(),
    sealed: (certificateId: string): Promise<VersionRow[]> => of(certificateId).where('sealed_key', 'is not', null).execute(),
    /** Nothing of the sealed copy is left in the row; forgetDeleted (../system/database) sees to the file. */
    async destroyKey(certificateId: string, number: number): Promise<void> {
      await this.update(certificateId, number, { sealed_key: null, key_custody: 'destroyed' })
    },
    /** What was begun and not issued, so that the next run begins it anew. */
    async removeUnissued(certificateId: string): Promise<void> {
      await db.deleteFrom('certificate_versions').where('certificate_id', '=', certificateId).where('issued_at', 'is', null).execute()
    },
    /** The whole version, and what is known of programs that presented it. */
    async remove(certificateId: string, number: number): Promise<void> {
      await db.deleteFrom('consumers').where('certificate_id', '=', certificateId).where('number', '=', number).execute()
      await db.deleteFrom('certificate_versions').where('certificate_id', '=', certificateId).where('number', '=', number).execute()
    },
    async add(row: Insertable<CertificateVersionTable>): Promise<void> {
      await db.insertInto('certificate_versions').values(row).execute()
    },
    async update(certificateId: string, number: number, change: Updateable<CertificateVersionTable>): Promise<void> {
      await db
        .updateTable('certificate_versions')
        .set(change)
        .where('certificate_id', '=', certificateId)
        .where('number', '=', number)
        .execute()
    },
    consumers: (certificateId: string, number: number): Promise<ConsumerRow[]> =>
      db
        .selectFrom('consumers')
        .selectAll()
        .where('certificate_id', '=', certificateId)
        .where('number', '=', number)
        .orderBy('target')
        .execute(),
    /** Says of no program any more that it presents the version. */
    async forgetPrograms(certificateId: string, number: number): Promise<void> {
      await db.deleteFrom('consumers').where('certificate_id', '=', certificateId).where('number', '=', number).execute()
      await this.update(certificateId, number, { bound_at: null, verified_at: null })
    },
    /** The same of one program. */
    async forgetProgram(certificateId: string, number: number, target: string): Promise<void> {
      const records = db.deleteFrom('consumers').where('certificate_id', '=', certificateId).where('number', '=', number)
      await records.where('target', '=', target).execute()
    },
    async saveConsumer(row: Insertable<ConsumerTable>): Promise<void> {
      await db
        .insertInto('consumers')
        .values(row)
        .onConflict((conflict) => conflict.columns(['certificate_id', 'number', 'target']).doUpdateSet(row))
        .execute()
    },
  }
}

export type VersionRepository = ReturnType<typeof versionRepository>
