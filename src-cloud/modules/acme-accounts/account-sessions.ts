import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, type Instant, second } from '@mylzip/shared/domain/time.ts'
import type { JWK } from 'jose'
import type { Clock } from '../../plugins/clock.port.ts'
import type { Sealing } from '../../plugins/sealing.ts'
import { type AcmeAnswer, type AskedAuthority, createAcmeSend } from '../acme/acme-http.adapter.ts'
import { type AcmeSession, openAcmeSession } from '../acme/acme-session.adapter.ts'
import type { AccountRow } from './accounts.repository.ts'

interface Needs {
  clock: Clock
  sealing: Sealing
  /** Only these are asked: neither a device nor an administrator makes the cloud talk to an address of their choice. */
  authorities: readonly AskedAuthority[]
}

export interface AccountSessions {
  /** Refuses with AUTHORITY_NOT_ASKED_HERE or AUTHORITY_SILENT_TO_CLOUD; so do the posts of the session. */
  of(account: AccountRow): Promise<AcmeSession>
  /** One that sends its key along: for an account whose address is not known. */
  unnamed(account: AccountRow): Promise<AcmeSession>
  /** Refuses with AUTHORITY_NOT_ASKED_HERE. */
  refuseOthers(directoryUrl: string): void
  forget(accountId: string): void
}

/** Directories hardly ever change. */
const kept = hour
/** Teams that order at the same time are fewer. */
const mostKept = 500
/** A device waits for twenty seconds: the cloud has to know before that. */
const patience = 15 * second

/** Where an account's key is sealed for: what is sealed for one account opens as no other's. */
export function keyPlace(accountId: string): string {
  return `team_acme_accounts ${accountId}`
}

/** Conversations with authorities by teams' accounts. The opened keys stay in the process for an hour at most. */
export function createAccountSessions({ clock, sealing, authorities }: Needs): AccountSessions {
  const open = new Map<string, { session: Promise<AcmeSession>; openedAt: Instant }>()

  function authorityAt(directoryUrl: string): AskedAuthority {
    const authority = authorities.find((one) => one.directoryUrl === directoryUrl)
    if (authority === undefined) throw new Refusal('AUTHORITY_NOT_ASKED_HERE', { directory: directoryUrl })
    return authority
  }

  async function begin({ id, directory_url, sealed_key, account_url }: AccountRow): Promise<AcmeSession> {
    const { rootsPem } = authorityAt(directory_url)
    if (sealed_key === null) throw new Refusal('TEAM_ACCOUNT_MISSING', { directory: directory_url })
    const key: JWK = JSON.parse(Buffer.from(sealing.open(sealed_key, keyPlace(id))).toString())
    const send = createAcmeSend(rootsPem, { patience, keepAlive: true })
    const asked = (url: string, body?: string): Promise<AcmeAnswer> => send(url, body).catch((error) => silent(directory_url, error))
    const session = await openAcmeSession(directory_url, key, asked).catch((error) => silent(directory_url, error))
    if (account_url !== null) session.account(account_url)
    return session
  }

  return {
    of(account) {
      const known = open.get(account.id)
      if (known && clock.now() - known.openedAt < kept) return known.session
      const session = begin(account).catch((error: unknown) => {
        open.delete(account.id)
        throw error
      })
      open.delete(account.id)
      open.set(account.id, { session, openedAt: clock.now() })
      for (const oldest of [...open.keys()].slice(0, -mostKept)) open.delete(oldest)
      return session
    },
    unnamed: (account) => begin({ ...account, account_url: null }),
    refuseOthers: (directoryUrl) => void authorityAt(directoryUrl),
    forget: (accountId) => void open.delete(accountId),
  }
}

function silent(directory: string, error: unknown): never {
  if (error instanceof Refusal) throw error
  const reason = error instanceof Error ? error.message.slice(0, 200) : 'nobody answered'
  throw new Refusal('AUTHORITY_SILENT_TO_CLOUD', { directory, reason }, { cause: error })
}
