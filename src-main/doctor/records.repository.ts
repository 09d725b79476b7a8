import type { Kysely, Selectable } from 'kysely'
import type { AcmeAccountTable, AgentTables, AuthorityStandingTable } from '../system/database/schema.ts'

/** What the doctor wants to know of authorities: the accounts there are, and what was refused lately. */
export function authorityRecords(db: Kysely<AgentTables>) {
  return {
    accounts: (): Promise<Pick<Selectable<AcmeAccountTable>, 'directory_url' | 'account_url' | 'status'>[]> =>
      db.selectFrom('acme_accounts').select(['directory_url', 'account_url', 'status']).orderBy('directory_url').execute(),
    standings: (): Promise<Selectable<AuthorityStandingTable>[]> => db.selectFrom('authority_standing').selectAll().execute(),
  }
}
