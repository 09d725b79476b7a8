import { exportJWK, generateKeyPair, type JWK } from 'jose'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Sealing } from '../../plugins/sealing.ts'
import { findAccountKey, keepAccountKey } from './cloud-accounts.repository.ts'

/** The key of the cloud's own account at an authority, made at the first need and sealed by the operator's master key. */
export function createCloudAccounts({ db, clock, sealing }: { db: Kysely<CloudTables>; clock: Clock; sealing: Sealing }) {
  const place = (directoryUrl: string) => `cloud_acme_accounts ${directoryUrl}`

  return async (directoryUrl: string): Promise<JWK> => {
    const sealed = (await findAccountKey(db, directoryUrl)) ?? (await make(directoryUrl))
    return JSON.parse(Buffer.from(sealing.open(sealed, place(directoryUrl))).toString())
  }

  async function make(directoryUrl: string): Promise<string> {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true })
    const sealed_key = sealing.seal(Buffer.from(JSON.stringify(await exportJWK(privateKey))), place(directoryUrl))
    return keepAccountKey(db, { directory_url: directoryUrl, sealed_key, account_url: null, created_at: clock.now() })
  }
}
