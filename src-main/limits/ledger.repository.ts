import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'
import type { LedgerEntry } from './quota.policy.ts'

/** What was asked of each authority. `db` may be a transaction. */
export function ledgerRepository(db: Kysely<AgentTables>) {
  return {
    async add(directoryUrl: string, { kind, at, nameSet, domains, name, exempt }: LedgerEntry): Promise<void> {
      await db
        .insertInto('issuance_ledger')
        .values({
          directory_url: directoryUrl,
          kind,
          at,
          name_set: nameSet ?? null,
          domains: domains.length > 0 ? JSON.stringify(domains) : null,
          name: name ?? null,
          exempt: exempt ? 1 : 0,
        })
        .execute()
    },
    async since(directoryUrl: string, at: Instant): Promise<LedgerEntry[]> {
      const rows = await db
        .selectFrom('issuance_ledger')
        .selectAll()
        .where('directory_url', '=', directoryUrl)
        .where('at', '>=', at)
        .orderBy('id')
        .execute()
      return rows.map((row) => ({
        kind: row.kind,
        at: row.at,
        nameSet: row.name_set ?? undefined,
        domains: row.domains === null ? [] : (JSON.parse(row.domains) as string[]),
        name: row.name ?? undefined,
        exempt: row.exempt === 1,
      }))
    },
    /** What no limit counts any more. */
    async forgetBefore(at: Instant): Promise<void> {
      await db.deleteFrom('issuance_ledger').where('at', '<', at).execute()
    },
  }
}
