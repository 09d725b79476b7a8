import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'

/** Roots of a person's own authorities, PEM. `db` may be a transaction. */
export function authorityRootsRepository(db: Kysely<AgentTables>) {
  return {
    async of(directoryUrl: string): Promise<string | undefined> {
      const row = await db.selectFrom('authority_roots').select('roots').where('directory_url', '=', directoryUrl).executeTakeFirst()
      return row?.roots
    },
    /** By their directories. */
    async all(): Promise<{ directoryUrl: string; roots: string }[]> {
      const rows = await db.selectFrom('authority_roots').selectAll().orderBy('directory_url').execute()
      return rows.map(({ directory_url, roots }) => ({ directoryUrl: directory_url, roots }))
    },
    async put(directoryUrl: string, roots: string, at: Instant): Promise<void> {
      const row = { directory_url: directoryUrl, roots, added_at: at }
      await db
        .insertInto('authority_roots')
        .values(row)
        .onConflict((known) => known.column('directory_url').doUpdateSet(row))
        .execute()
    },
    async remove(directoryUrl: string): Promise<boolean> {
      const { numDeletedRows } = await db.deleteFrom('authority_roots').where('directory_url', '=', directoryUrl).executeTakeFirst()
      return numDeletedRows > 0n
    },
  }
}
