import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import { hasKeyOf } from '../acme/issued-chain.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { versionRepository } from './version.repository.ts'

/** Refuses with KEY_COMPROMISED a request (PKCS#10, DER) with a key that was reported, whichever certificate it was reported with. */
export async function refuseReportedKey(db: Kysely<AgentTables>, csr: Uint8Array): Promise<void> {
  const reported = await versionRepository(db).reported()
  if (reported.some(({ chain_pem }) => chain_pem !== null && hasKeyOf(chain_pem, csr))) throw new Refusal('KEY_COMPROMISED')
}
