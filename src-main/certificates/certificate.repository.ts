import { automaticProof, ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Insertable, Kysely, Selectable, Updateable } from 'kysely'
import type { AgentTables, CertificateTable } from '../system/database/schema.ts'

export type CertificateRow = Selectable<CertificateTable>

/** What is managed, one row a certificate; its issued versions are in version.repository.ts. `db` may be a transaction. */
export function certificateRepository(db: Kysely<AgentTables>) {
  const table = () => db.selectFrom('certificates').selectAll()
  return {
    /** Those that are served and renewed. */
    list: (): Promise<CertificateRow[]> => table().where('retired_at', 'is', null).orderBy('created_at').orderBy('id').execute(),
    /** Those that are kept for the record alone, too. */
    all: (): Promise<CertificateRow[]> => table().orderBy('created_at').orderBy('id').execute(),
    find: (id: string): Promise<CertificateRow | undefined> => table().where('id', '=', id).executeTakeFirst(),
    async add(row: Insertable<CertificateTable>): Promise<void> {
      await db.insertInto('certificates').values(row).execute()
    },
    async update(id: string, change: Updateable<CertificateTable>): Promise<void> {
      await db.updateTable('certificates').set(change).where('id', '=', id).execute()
    },
    /** A success ends the counting of failed tries. What was planned for an earlier version does not hold for a new one. */
    async recordSuccess({ id, current_version }: CertificateRow, version: number): Promise<void> {
      const unplanned = { renewal_at: null, renewal_reason: null, window_start: null, window_end: null, window_drawn_at: null }
      const success = { current_version: version, failed_tries: 0, next_attempt_at: null }
      await this.update(id, current_version === version ? success : { ...success, ...unplanned })
    },
    async recordFailure(id: string, failedTries: number, nextAttemptAt: Instant): Promise<void> {
      await this.update(id, { failed_tries: failedTries, next_attempt_at: nextAttemptAt })
    },
  }
}

export type CertificateRepository = ReturnType<typeof certificateRepository>

/** The name the certificate is known by. */
export function nameOf(row: Pick<CertificateRow, 'names'>): string {
  return namesOf(row)[0] ?? ''
}

/** All its names, the one it is known by first. */
export function namesOf(row: Pick<CertificateRow, 'names'>): string[] {
  return JSON.parse(row.names) as string[]
}

/** Whether the organisation set its profile, rather than whoever ordered it here. */
export function hasOrganisationsProfile({ own_choices }: Pick<CertificateRow, 'own_choices'>): boolean {
  return own_choices !== null && Object.hasOwn(JSON.parse(own_choices) as object, 'profile')
}

/** The directories tried after the first, in order. */
export function fallbackDirectoriesOf(row: Pick<CertificateRow, 'fallback_directories'>): string[] {
  return JSON.parse(row.fallback_directories) as string[]
}

/** How its names are proven. What another version left in another form counts as nothing chosen. */
export function proofOf(row: Pick<CertificateRow, 'proof'>): ProofMethod {
  return ProofMethod.safeParse(JSON.parse(row.proof)).data ?? automaticProof
}
