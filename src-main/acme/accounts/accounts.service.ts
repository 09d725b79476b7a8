import type { Log } from '../../system/log/log.port.ts'
import type { CertificateAuthorities, CertificateAuthority } from '../authority.port.ts'
import type { SessionMemory } from '../session/session-memory.ts'
import type { AccountCustody } from './account-custody.port.ts'
import { type CustodyNeeds, createCustody } from './custody.service.ts'
import type { SessionStorage } from './session-storage.ts'

export interface AccountIdentity {
  directoryUrl: string
  custody: AccountCustody
  remembered: SessionMemory | undefined
  remember(memory: SessionMemory): void
}

export interface AcmeAccountsNeeds extends CustodyNeeds {
  sessions: SessionStorage
  log: Log
  /** What remains to be said of an authority: roots, user agent. */
  connect(identity: AccountIdentity): CertificateAuthority | Promise<CertificateAuthority>
}

/** One account per directory, made when it is first needed. Its key lies sealed on the disk before the CA hears of it. */
export function createAcmeAccounts({ connect, log, sessions, ...needs }: AcmeAccountsNeeds): CertificateAuthorities {
  const authorities = new Map<string, Promise<CertificateAuthority>>()

  async function open(directoryUrl: string): Promise<CertificateAuthority> {
    const custody = createCustody(directoryUrl, needs)
    // A key that cannot be opened is said now, before a run counts on it.
    await custody.signer()
    return connect({
      directoryUrl,
      custody,
      remembered: await sessions.recall(directoryUrl),
      remember(memory) {
        sessions
          .keep(directoryUrl, memory)
          .catch((error: unknown) => log.warn('what the next process may begin with was not kept', { error }))
      },
    })
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
    forget: (directoryUrl) => void authorities.delete(directoryUrl),
  }
}
