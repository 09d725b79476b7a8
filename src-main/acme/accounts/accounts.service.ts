import type { Clock } from '../../system/clock.port.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { Secrets } from '../../system/secrets/secrets.port.ts'
import type { CertificateAuthorities, CertificateAuthority, Keys } from '../authority.port.ts'
import type { AccountSigner } from '../session/account-signer.port.ts'
import { createLocalSigner } from '../session/local-signer.adapter.ts'
import type { SessionMemory } from '../session/session-memory.ts'
import type { AccountRepository, StoredAccount } from './account.repository.ts'
import type { SessionStorage } from './session-storage.ts'

export interface AccountIdentity {
  directoryUrl: string
  account: { signer: AccountSigner; url: string | undefined }
  onAccountRegistered(url: string): Promise<void>
  remembered: SessionMemory | undefined
  remember(memory: SessionMemory): void
}

export interface AcmeAccountsNeeds {
  accounts: AccountRepository
  secrets: Secrets
  keys: Keys
  clock: Clock
  sessions: SessionStorage
  log: Log
  /** What remains to be said of an authority: roots, user agent. */
  connect(identity: AccountIdentity): CertificateAuthority
}

/** One account per directory, made when it is first needed. Its key lies sealed on the disk before the CA hears of it. */
export function createAcmeAccounts({ accounts, secrets, keys, clock, sessions, log, connect }: AcmeAccountsNeeds): CertificateAuthorities {
  const authorities = new Map<string, Promise<CertificateAuthority>>()

  async function open(directoryUrl: string): Promise<CertificateAuthority> {
    const stored = (await accounts.find(directoryUrl)) ?? (await create(directoryUrl))
    const privateKey = await secrets.open(stored.sealedKey, purposeFor(directoryUrl))
    return connect({
      directoryUrl,
      account: { signer: createLocalSigner(Buffer.from(privateKey).toString('utf8')), url: stored.url },
      onAccountRegistered: (url) => accounts.recordUrl(directoryUrl, url),
      remembered: await sessions.recall(directoryUrl),
      remember(memory) {
        sessions
          .keep(directoryUrl, memory)
          .catch((error: unknown) => log.warn('what the next process may begin with was not kept', { error }))
      },
    })
  }

  async function create(directoryUrl: string): Promise<StoredAccount> {
    const sealedKey = await secrets.seal(Buffer.from(await keys.generate('p-256')), purposeFor(directoryUrl))
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

function purposeFor(directoryUrl: string): string {
  return `acme-account ${directoryUrl}`
}
