import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../../system/database/schema.ts'

export interface StoredAccount {
  sealedKey: Uint8Array
  url: string | undefined
}

export interface AccountRepository {
  find(directoryUrl: string): Promise<StoredAccount | undefined>
  /** Keeps what is there already: a key that a CA may know is never replaced. */
  add(directoryUrl: string, sealedKey: Uint8Array, createdAt: Instant): Promise<void>
  recordUrl(directoryUrl: string, url: string): Promise<void>
}

export function accountRepository(db: Kysely<AgentTables>): AccountRepository {
  return {
    async find(directoryUrl) {
      const row = await db
        .selectFrom('acme_accounts')
        .select(['sealed_key', 'account_url'])
        .where('directory_url', '=', directoryUrl)
        .executeTakeFirst()
      return row && { sealedKey: row.sealed_key, url: row.account_url ?? undefined }
    },
    async add(directoryUrl, sealedKey, createdAt) {
      await db
        .insertInto('acme_accounts')
        .values({ directory_url: directoryUrl, sealed_key: sealedKey, account_url: null, created_at: createdAt })
        .onConflict((conflict) => conflict.column('directory_url').doNothing())
        .execute()
    },
    async recordUrl(directoryUrl, url) {
      await db.updateTable('acme_accounts').set({ account_url: url }).where('directory_url', '=', directoryUrl).execute()
    },
  }
}
