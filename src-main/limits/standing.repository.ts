import type { RefusalData } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'
import type { Standing } from './standing.policy.ts'

/** The last failure at each authority, until something succeeds there. `db` may be a transaction. */
export function standingRepository(db: Kysely<AgentTables>) {
  return {
    async of(directoryUrls: readonly string[]): Promise<Standing[]> {
      const rows = await db.selectFrom('authority_standing').selectAll().where('directory_url', 'in', directoryUrls).execute()
      return rows.map((row) => ({
        directoryUrl: row.directory_url,
        failures: row.failures,
        retryAt: row.retry_at,
        at: row.at,
        code: row.failure_code,
        data: JSON.parse(row.failure_data) as RefusalData,
      }))
    },
    async save({ directoryUrl, failures, retryAt, at, code, data }: Standing): Promise<void> {
      const row = {
        directory_url: directoryUrl,
        failures,
        retry_at: retryAt,
        failure_code: code,
        failure_data: JSON.stringify(data),
        at,
      }
      await db
        .insertInto('authority_standing')
        .values(row)
        .onConflict((conflict) => conflict.column('directory_url').doUpdateSet(row))
        .execute()
    },
    /** Where these were the last failure: another one, such as a limit, stays. */
    async clearFailed(codes: readonly RefusalCode[]): Promise<void> {
      await db.deleteFrom('authority_standing').where('failure_code', 'in', codes).execute()
    },
    async clear(directoryUrl: string): Promise<void> {
      await db.deleteFrom('authority_standing').where('directory_url', '=', directoryUrl).execute()
    },
  }
}
