import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import { accountRepository, type StoredAccount } from '../acme/accounts/account.repository.ts'
import { accountPurpose } from '../acme/accounts/custody.service.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import type { Candidate } from './reading/candidate.port.ts'
import { hostOf } from './reading/directories.policy.ts'

export interface AccountKey {
  directory: string
  sealedKey: Uint8Array
  url: string | undefined
  contact: string[]
}

/**
 * The other program's account, sealed for here, or why it is left where it is: only the account that ordered a
 * certificate may say what replaces it (RFC 9773 §5), but an account this device has already is never replaced. A key that was
 * made when somebody only looked at the authority is none yet.
 */
export async function accountToTake(
  { db, secrets }: { db: Kysely<AgentTables>; secrets: Secrets },
  candidate: Candidate,
  directory: string,
): Promise<{ key: AccountKey } | { left: string } | { none: true }> {
  const { account } = candidate
  if (!account) return { none: true }
  if (!isAccountAt(candidate, directory)) return { left: elsewhere(candidate) }
  if (isAccount(await accountRepository(db).find(directory))) return { left: 'this device has an account there already' }
  try {
    const sealedKey = await secrets.seal(Buffer.from(await account.openKey()), accountPurpose(directory))
    const contact = account.contact.filter((address) => /^mailto:\S{3,254}$/.test(address)).slice(0, 10)
    return { key: { directory, sealedKey, url: account.url, contact } }
  } catch (error) {
    if (isRefusal(error)) return { left: 'its key cannot be opened here' }
    throw error
  }
}

/** What is known of its place, in words. */
function elsewhere({ account, directory }: Candidate): string {
  const host = account?.url === undefined ? undefined : hostOf(account.url)
  if (directory !== undefined || host === undefined)
    return directory ? `it is an account at ${directory}` : 'nothing says where it is an account'
  return `it is an account at ${host}, and which directory that is at is not known here`
}

/** Known to the authority, or bound to be: no more than a key otherwise. */
function isAccount(stored: StoredAccount | undefined): boolean {
  return stored !== undefined && (stored.url !== undefined || stored.binding !== undefined || stored.sealedNextKey !== undefined)
}

/** Where nothing says which directory the account is at, its own address has to. */
function isAccountAt({ account, directory: own }: Candidate, directory: string): boolean {
  if (own !== undefined) return own === directory
  return account?.url !== undefined && hostOf(account.url) === hostOf(directory)
}

/** Answers whether it was taken: another take-over may have been quicker. */
export async function takeAccount(
  tx: Transaction<AgentTables>,
  { contact, directory, sealedKey, url }: AccountKey,
  now: Instant,
): Promise<boolean> {
  const accounts = accountRepository(tx)
  const known = await accounts.find(directory)
  if (isAccount(known)) return false
  await accounts.forget(directory)
  await accounts.add(directory, sealedKey, now)
  if (url !== undefined) await accounts.recordUrl(directory, url)
  // What a person said already counts for more than what the other program was told.
  const reached = known && known.contact.length > 0 ? known.contact : contact
  if (reached.length > 0) await accounts.recordContact(directory, reached)
  return true
}
