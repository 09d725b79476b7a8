import type { AccountCustody } from '#main/acme/accounts/account-custody.port.ts'
import type { ExternalAccountBinding } from '#main/acme/authority.port.ts'
import { createKeys } from '#main/acme/keys.adapter.ts'
import type { AccountSigner } from '#main/acme/session/account-signer.port.ts'
import { createLocalSigner } from '#main/acme/session/local-signer.adapter.ts'

const keys = createKeys()

/** An account that outlives the object that uses it, as the database keeps it over a killed process. */
export interface TestAccount {
  privateKeyPem: string
  url: string | undefined
  nextKeyPem?: string | undefined
  binding?: ExternalAccountBinding
  contact?: readonly string[]
  deactivated?: boolean
  /** Signs instead of the key above. */
  signer?: AccountSigner
}

export async function newTestAccount(more: Partial<TestAccount> = {}): Promise<TestAccount> {
  return { privateKeyPem: await keys.generate('p-256'), url: undefined, ...more }
}

/** What the database does, on an object that the test can look at. */
export function custodyOf(account: TestAccount): AccountCustody {
  const nextSigner = async () => (account.nextKeyPem === undefined ? undefined : createLocalSigner(account.nextKeyPem))
  return {
    signer: async () => account.signer ?? createLocalSigner(account.privateKeyPem),
    url: async () => account.url,
    async recordUrl(url) {
      account.url = url
    },
    isDeactivated: async () => account.deactivated === true,
    async recordDeactivated() {
      account.deactivated = true
    },
    binding: async () => account.binding,
    contact: async () => account.contact ?? [],
    async recordContact(contact) {
      account.contact = contact
    },
    nextSigner,
    async makeNextSigner() {
      account.nextKeyPem ??= await keys.generate('p-256')
      return createLocalSigner(account.nextKeyPem)
    },
    async promoteNext() {
      account.privateKeyPem = account.nextKeyPem ?? account.privateKeyPem
      account.nextKeyPem = undefined
    },
    async dropNext() {
      account.nextKeyPem = undefined
    },
  }
}
