import type { RefusalData } from '@mylzip/shared/domain/refusal.ts'
import { refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Selectable } from 'kysely'
import type { AcmeAccountTable, AgentTables, AuthorityStandingTable } from '../system/database/schema.ts'
import type { Trouble } from './check.port.ts'

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
 * since. That its files were written is not enough: a run may do that, and fail at the pointer. Undefined, too, where another
 * version of this program told it: it may know other codes, and older ones left the facts out.
 */
export async function notInPlace(
  db: Kysely<AgentTables>,
  name: string,
  thumbprint: string,
): Promise<(Trouble & { at: Instant }) | undefined> {
  const entry = await db
    .selectFrom('audit_log')
    .select(['action', 'at', 'detail'])
    .where('action', 'in', ['certificate-not-in-place', 'certificate-put-back', 'run-succeeded'])
    .where('subject', '=', name)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (entry?.action !== 'certificate-not-in-place') return undefined
  const { code: told, data, thumbprint: of } = JSON.parse(entry.detail) as Record<string, unknown>
  const code = refusalCodes.find((each) => each === told)
  if (of !== thumbprint || code === undefined || typeof data !== 'string') return undefined
  return { at: entry.at, code, data: JSON.parse(data) as RefusalData }
}
