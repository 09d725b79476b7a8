import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Selectable } from 'kysely'
import type { LocalTokenTable } from '../system/database/program-tables.ts'
import type { AgentTables } from '../system/database/schema.ts'

export type TokenRow = Selectable<LocalTokenTable>

/** Tokens that programs of this machine were given. `db` may be a transaction. */
export function tokenRepository(db: Kysely<AgentTables>) {
  return {
    /** The newest first. */
    all: (): Promise<TokenRow[]> => db.selectFrom('local_tokens').selectAll().orderBy('created_at', 'desc').orderBy('id').execute(),
    find: (id: string): Promise<TokenRow | undefined> => db.selectFrom('local_tokens').selectAll().where('id', '=', id).executeTakeFirst(),
    async add(row: TokenRow): Promise<void> {
      await db.insertInto('local_tokens').values(row).execute()
    },
    async revoke(id: string, at: Instant): Promise<void> {
      await db.updateTable('local_tokens').set({ revoked_at: at }).where('id', '=', id).execute()
    },
    async used(id: string, at: Instant): Promise<void> {
      await db.updateTable('local_tokens').set({ last_used_at: at }).where('id', '=', id).execute()
    },
    async forgetRevokedBefore(at: Instant): Promise<void> {
      await db.deleteFrom('local_tokens').where('revoked_at', '<', at).execute()
    },
    /** What is known here of them came from another machine, or from another time. */
    async forgetAll(): Promise<void> {
      await db.deleteFrom('local_tokens').execute()
    },
  }
}
