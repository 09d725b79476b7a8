import type { RefusalData } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'

export interface NameLimit {
  directoryUrl: string
  nameSet: string
  /** When it was written down, and until when it holds. */
  at: Instant
  retryAt: Instant
  data: RefusalData
}

/** Limits that hold for some names alone, until they have passed. `db` may be a transaction. */
export function nameLimitsRepository(db: Kysely<AgentTables>) {
  return {
    async find(directoryUrl: string, nameSet: string): Promise<NameLimit | undefined> {
      const row = await db
        .selectFrom('name_limits')
        .selectAll()
        .where('directory_url', '=', directoryUrl)
        .where('name_set', '=', nameSet)
        .executeTakeFirst()
      return row && { directoryUrl, nameSet, at: row.at, retryAt: row.retry_at, data: JSON.parse(row.failure_data) as RefusalData }
    },
    async save({ directoryUrl, nameSet, at, retryAt, data }: NameLimit): Promise<void> {
      const row = { directory_url: directoryUrl, name_set: nameSet, failure_data: JSON.stringify(data), at, retry_at: retryAt }
      await db
        .insertInto('name_limits')
        .values(row)
        .onConflict((known) => known.columns(['directory_url', 'name_set']).doUpdateSet(row))
        .execute()
    },
    async forgetBefore(moment: Instant): Promise<void> {
      await db.deleteFrom('name_limits').where('retry_at', '<', moment).execute()
    },
  }
}
