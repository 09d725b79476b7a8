import type { ExternalAccountBinding } from '../authority.port.ts'
import type { AccountSigner } from '../session/account-signer.port.ts'

/** What is remembered of one account, and its keys. All of it is on the disk when a call has answered. */
export interface AccountCustody {
  /** The key it is registered with, or will be. */
  signer(): Promise<AccountSigner>
  /** Undefined until it is registered. */
  url(): Promise<string | undefined>
  recordUrl(url: string): Promise<void>
  isDeactivated(): Promise<boolean>
  recordDeactivated(): Promise<void>
  /** For authorities that want an account made with them beforehand. */
  binding(): Promise<ExternalAccountBinding | undefined>
  /** `mailto:` addresses, for when it is registered. */
  contact(): Promise<readonly string[]>
  recordContact(contact: readonly string[]): Promise<void>
  /** Of a roll-over that has begun: after a crash either of the two keys may be the account's. */
  nextSigner(): Promise<AccountSigner | undefined>
  /** Makes the next key, unless there is one from an earlier try: the CA may know that one. */
  makeNextSigner(): Promise<AccountSigner>
  /** The next key is the account's, and the one before is gone. */
  promoteNext(): Promise<void>
  dropNext(): Promise<void>
}
