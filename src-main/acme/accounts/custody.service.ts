import type { Clock } from '../../system/clock.port.ts'
import type { Secrets } from '../../system/secrets/secrets.port.ts'
import type { Keys } from '../authority.port.ts'
import type { AccountSigner } from '../session/account-signer.port.ts'
import { createLocalSigner } from '../session/local-signer.adapter.ts'
import type { AccountRepository, StoredAccount } from './account.repository.ts'
import type { AccountCustody } from './account-custody.port.ts'

export interface CustodyNeeds {
  accounts: AccountRepository
  secrets: Secrets
  keys: Keys
  clock: Clock
}

/** The account at one directory, its keys sealed in the database. Its first key is made when it is first needed. */
export function createCustody(directoryUrl: string, { accounts, secrets, keys, clock }: CustodyNeeds): AccountCustody {
  async function stored(): Promise<StoredAccount> {
    const known = await accounts.find(directoryUrl)
    if (known) return known
    await accounts.add(directoryUrl, await makeKey(), clock.now())
    const made = await accounts.find(directoryUrl)
    if (!made) throw new Error('the account was not stored')
    return made
  }

  const makeKey = async () => secrets.seal(Buffer.from(await keys.generate('p-256')), accountPurpose(directoryUrl))
  const openText = async (sealed: Uint8Array, purpose: string) => Buffer.from(await secrets.open(sealed, purpose)).toString('utf8')
  const signerOf = async (sealedKey: Uint8Array): Promise<AccountSigner> =>
    createLocalSigner(await openText(sealedKey, accountPurpose(directoryUrl)))

  async function nextSigner(): Promise<AccountSigner | undefined> {
    const { sealedNextKey } = await stored()
    return sealedNextKey && signerOf(sealedNextKey)
  }

  return {
    signer: async () => signerOf((await stored()).sealedKey),
    url: async () => (await stored()).url,
    recordUrl: (url) => accounts.recordUrl(directoryUrl, url),
    isDeactivated: async () => (await stored()).status === 'deactivated',
    recordDeactivated: () => accounts.recordDeactivated(directoryUrl),
    async binding() {
      const { binding } = await stored()
      return binding && { kid: binding.kid, hmacKey: await openText(binding.sealedKey, bindingPurpose(directoryUrl)) }
    },
    contact: async () => (await stored()).contact,
    async recordContact(contact) {
      await stored()
      await accounts.recordContact(directoryUrl, contact)
    },
    nextSigner,
    async makeNextSigner() {
      const begun = await nextSigner()
      if (begun) return begun
      const sealed = await makeKey()
      await accounts.recordNextKey(directoryUrl, sealed)
      return signerOf(sealed)
    },
    promoteNext: () => accounts.promoteNextKey(directoryUrl),
    dropNext: () => accounts.recordNextKey(directoryUrl, null),
  }
}

/** Sealed account keys are bound to this. */
export function accountPurpose(directoryUrl: string): string {
  return `acme-account ${directoryUrl}`
}

/** And the keys by which an authority knows whom an account belongs to, to this. */
export function bindingPurpose(directoryUrl: string): string {
  return `account-binding ${directoryUrl}`
}
