import type { Kysely } from 'kysely'
import type { AgentTables, AuthorityTable } from '../system/database/schema.ts'

export interface AuthorityRepository {
  /** In the person's order. */
  inOrder(): Promise<AuthorityTable[]>
  /** In place of all before. The caller has a transaction. */
  replace(rows: readonly Omit<AuthorityTable, 'position'>[]): Promise<void>
  /** Directories that an account or a certificate is at. */
  used(): Promise<string[]>
}

export function authorityRepository(db: Kysely<AgentTables>): AuthorityRepository {
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
      const rows = await db
        .selectFrom('acme_accounts')
        .select('directory_url')
        // One that was only looked at has a key here, and nothing else.
        .where(({ eb, or }) => or([eb('account_url', 'is not', null), eb('eab_kid', 'is not', null), eb('contact', '!=', '[]')]))
        .union(db.selectFrom('certificates').select('directory_url').where('retired_at', 'is', null))
        .execute()
      return rows.map(({ directory_url }) => directory_url).toSorted()
    },
  }
}
