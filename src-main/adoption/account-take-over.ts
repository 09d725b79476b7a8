import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { TakeOverInput } from '@mylzip/shared/operations/adoption.ts'
import type { Kysely, Transaction } from 'kysely'
import { accountRepository } from '../acme/accounts/account.repository.ts'
import { accountPurpose } from '../acme/accounts/custody.service.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import type { CandidateAccount } from './reading/candidate.port.ts'

export interface AccountKey {
  directory: string
  sealedKey: Uint8Array
  url: string | undefined
}

/**
 * The other program's account, sealed for here, or why it is left where it is: only the account that ordered a
 * certificate may say what replaces it (RFC 9773 §5), but an account this device has already is never replaced.
 */
export async function accountToTake(
  { db, secrets }: { db: Kysely<AgentTables>; secrets: Secrets },
  input: TakeOverInput,
  account: CandidateAccount | undefined,
  directory: string,
): Promise<{ key: AccountKey } | { left: string } | { none: true }> {
  if (!account || input.takeAccount === false) return { none: true }
  if (input.directory !== undefined && input.directory !== directory) return { left: 'the certificate is renewed elsewhere' }
  if (await accountRepository(db).find(directory)) return { left: 'this device has an account there already' }
  try {
    const sealedKey = await secrets.seal(Buffer.from(await account.openKey()), accountPurpose(directory))
    return { key: { directory, sealedKey, url: account.url } }
  } catch (error) {
    if (isRefusal(error)) return { left: 'its key cannot be opened here' }
    throw error
  }
}

/** Answers whether it was taken: another take-over may have been quicker. */
export async function takeAccount(tx: Transaction<AgentTables>, { directory, sealedKey, url }: AccountKey, now: Instant): Promise<boolean> {
  const accounts = accountRepository(tx)
  if (await accounts.find(directory)) return false
  await accounts.add(directory, sealedKey, now)
  if (url !== undefined) await accounts.recordUrl(directory, url)
  return true
}
