import type { Clock } from '../../system/clock.port.ts'
import type { Secrets } from '../../system/secrets/secrets.port.ts'
import type { CertificateAuthorities, CertificateAuthority, Keys } from '../authority.port.ts'
import type { AccountSigner } from '../session/account-signer.port.ts'
import { createLocalSigner } from '../session/local-signer.adapter.ts'
import type { AccountRepository, StoredAccount } from './account.repository.ts'

export interface AccountIdentity {
  directoryUrl: string
  account: { signer: AccountSigner; url: string | undefined }
  onAccountRegistered(url: string): Promise<void>
}

export interface AcmeAccountsNeeds {
  accounts: AccountRepository
  secrets: Secrets
  keys: Keys
  clock: Clock
  /** What remains to be said of an authority: roots, user agent. */
  connect(identity: AccountIdentity): CertificateAuthority
}

/** One account per directory, made when it is first needed. Its key lies sealed on the disk before the CA hears of it. */
export function createAcmeAccounts({ accounts, secrets, keys, clock, connect }: AcmeAccountsNeeds): CertificateAuthorities {
  const authorities = new Map<string, Promise<CertificateAuthority>>()

  async function open(directoryUrl: string): Promise<CertificateAuthority> {
    const stored = (await accounts.find(directoryUrl)) ?? (await create(directoryUrl))
    const privateKey = await secrets.open(stored.sealedKey, accountPurpose(directoryUrl))
    return connect({
      directoryUrl,
      account: { signer: createLocalSigner(Buffer.from(privateKey).toString('utf8')), url: stored.url },
      onAccountRegistered: (url) => accounts.recordUrl(directoryUrl, url),
    })
  }

  async function create(directoryUrl: string): Promise<StoredAccount> {
    const sealedKey = await secrets.seal(Buffer.from(await keys.generate('p-256')), accountPurpose(directoryUrl))
    await accounts.add(directoryUrl, sealedKey, clock.now())
    // What was stored counts, should another have been quicker.
    return (await accounts.find(directoryUrl)) ?? { sealedKey, url: undefined }
  }

  return {
    at(directoryUrl) {
      const known = authorities.get(directoryUrl)
      if (known) return known
      const opening = open(directoryUrl).catch((error: unknown) => {
        authorities.delete(directoryUrl)
        throw error
      })
      authorities.set(directoryUrl, opening)
      return opening
    },
  }
}

/** Sealed account keys are bound to this. */
export function accountPurpose(directoryUrl: string): string {
  return `acme-account ${directoryUrl}`
}
