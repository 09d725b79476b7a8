import type { Kysely } from 'kysely'
import type { AgentTables, AuthorityTable } from '../system/database/schema.ts'

export interface AuthorityRepository {
  /** In the person's order. */
  inOrder(): Promise<AuthorityTable[]>
  /** In place of all before. The caller has a transaction. */
  replace(rows: readonly Omit<AuthorityTable, 'position'>[]): Promise<void>
  /** Directories that an account or a certificate is at. */
  used(): Promise<string[]>
  /** Every directory this device has to do with: those two, what a certificate falls back to or came from, and whose root is trusted. */
  known(): Promise<string[]>
}

export function authorityRepository(db: Kysely<AgentTables>): AuthorityRepository {
  const accountsOrCertificates = () =>
    db
      .selectFrom('acme_accounts')
      .select('directory_url')
      // One that was only looked at has a key here, and nothing else.
      .where(({ eb, or }) => or([eb('account_url', 'is not', null), eb('eab_kid', 'is not', null), eb('contact', '!=', '[]')]))
      .union(managed().select('directory_url'))
  const managed = () => db.selectFrom('certificates').where('retired_at', 'is', null)
  return {
    inOrder: () => db.selectFrom('authorities').selectAll().orderBy('position').execute(),
    async replace(rows) {
      await db.deleteFrom('authorities').execute()
      if (rows.length === 0) return
      await db
        .insertInto('authorities')
        .values(rows.map((row, position) => ({ ...row, position })))
        .execute()
    },
    async used() {
      const rows = await accountsOrCertificates().execute()
      return rows.map(({ directory_url }) => directory_url).toSorted()
    },
    async known() {
      const rows = await accountsOrCertificates()
        .union(db.selectFrom('authorities').select('directory_url'))
        .union(db.selectFrom('authority_roots').select('directory_url'))
        .union(db.selectFrom('certificate_versions').select('directory_url').where('certificate_id', 'in', managed().select('id')))
        .execute()
      const lists = await managed().select('fallback_directories').execute()
      const fallbacks = lists.flatMap((row) => JSON.parse(row.fallback_directories) as string[])
      return [...new Set([...rows.map(({ directory_url }) => directory_url), ...fallbacks])].toSorted()
    },
  }
}
