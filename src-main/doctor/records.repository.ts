import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Selectable } from 'kysely'
import type { AcmeAccountTable, AgentTables, AuthorityStandingTable } from '../system/database/schema.ts'
import type { ToldRefusal } from './told-refusal.policy.ts'

/** What the doctor wants to know of authorities: the accounts there are, and what was refused lately. */
export function authorityRecords(db: Kysely<AgentTables>) {
  return {
    accounts: (): Promise<Pick<Selectable<AcmeAccountTable>, 'directory_url' | 'account_url' | 'status'>[]> =>
      db.selectFrom('acme_accounts').select(['directory_url', 'account_url', 'status']).orderBy('directory_url').execute(),
    standings: (): Promise<Selectable<AuthorityStandingTable>[]> => db.selectFrom('authority_standing').selectAll().execute(),
  }
}

/**
 * Why a version does not lie in the store, as the audit log tells it once, when it was noticed; undefined where it was put there
 * since. That its files were written is not enough: a run may do that, and fail at the pointer.
 */
export async function notInPlace(
  db: Kysely<AgentTables>,
  name: string,
  thumbprint: string,
): Promise<(ToldRefusal & { at: Instant }) | undefined> {
  const entry = await db
    .selectFrom('audit_log')
    .select(['action', 'at', 'detail'])
    .where('action', 'in', ['certificate-not-in-place', 'certificate-put-back', 'run-succeeded'])
    .where('subject', '=', name)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (entry?.action !== 'certificate-not-in-place') return undefined
  const { code, sentence, thumbprint: of } = JSON.parse(entry.detail) as Record<string, unknown>
  return of === thumbprint && typeof code === 'string' && typeof sentence === 'string' ? { at: entry.at, code, sentence } : undefined
}
