import type { NewAcmeAccount, TeamAcmeAccount } from '@mylzip/shared/cloud-api/acme-accounts.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import { momentCursor, momentIn } from '../../plugins/cursors.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import type { Sealing } from '../../plugins/sealing.ts'
import type { AcmeAnswer } from '../acme/acme-http.adapter.ts'
import { AcmeProblem, type AcmeSession, problemDetail } from '../acme/acme-session.adapter.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import type { TeamCaller } from '../teams/team-access.service.ts'
import { newAccountTries } from '../tries/allowances.policy.ts'
import type { Tries } from '../tries/tries.service.ts'
import { type AccountSessions, keyPlace } from './account-sessions.ts'
import {
  type AccountRow,
  accountsOf,
  findAccount,
  findLiveAccount,
  insertAccount,
  markEnded,
  markOpened,
  replaceSealedKey,
  sealedKeys,
} from './accounts.repository.ts'
import { isAtAuthority } from './authority-addresses.policy.ts'

export interface TeamAccounts {
  /** What was begun before is gone on with. Refuses with TEAM_ACCOUNT_THERE, TOO_MANY_TRIES, or as the authority does. */
  open(caller: TeamCaller, wanted: NewAcmeAccount): Promise<TeamAcmeAccount>
  list(caller: TeamCaller, page: { limit: number; cursor?: string | undefined }): Promise<{ items: TeamAcmeAccount[]; next: string | null }>
  /** Refuses with TEAM_ACCOUNT_NOT_FOUND, or as the authority does: then the account is as it was. */
  end(caller: TeamCaller, accountId: string): Promise<TeamAcmeAccount>
  /** The one that a team's devices order with. Refuses with TEAM_ACCOUNT_MISSING. */
  usable(teamId: string, directory: string): Promise<UsableAccount>
  /** Seals with the newest master key what an older one sealed. */
  sealAnew(): Promise<void>
}

export type UsableAccount = AccountRow & { account_url: string }

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  audit: TeamAudit
  sealing: Sealing
  sessions: AccountSessions
  tries: Tries
}

/** Teams' accounts at authorities: opened and ended by a team's admins, their keys made here and seen by nobody. */
export function createTeamAccounts({ db, clock, random, audit, sealing, sessions, tries }: Needs): TeamAccounts {
  async function begun(teamId: string, { directory, contact }: NewAcmeAccount): Promise<AccountRow> {
    const known = await findLiveAccount(db, teamId, directory)
    if (known) return known
    // One key is one account at the authority: what is gone on with costs no other.
    await tries.count(newAccountTries(teamId, directory))
    const { privateKey } = await generateKeyPair('ES256', { extractable: true })
    const key = await exportJWK(privateKey)
    const id = random.uuid()
    await insertAccount(db, {
      ...{ id, team_id: teamId, directory_url: directory, state: 'opening', account_url: null },
      // On the disk before the authority hears of it: what is cut off in between opens the same account again.
      sealed_key: sealing.seal(Buffer.from(JSON.stringify(key)), keyPlace(id)),
      key_thumbprint: await calculateJwkThumbprint(key),
      contact: JSON.stringify(contact),
      ...{ created_at: clock.now(), ended_at: null },
    })
    const made = await findLiveAccount(db, teamId, directory)
    if (made === undefined) throw new Refusal('TEAM_ACCOUNT_MISSING', { directory })
    return made
  }

  async function register(session: AcmeSession, { directory, contact, binding }: NewAcmeAccount): Promise<string> {
    if (session.directory.meta.externalAccountRequired && binding === undefined)
      throw saidNo(directory, 'it wants an account made with it beforehand, and its key id and HMAC key here')
    const answer = await session.post(session.directory.newAccount, {
      termsOfServiceAgreed: true,
      ...(contact.length > 0 && { contact: contact.map((address) => `mailto:${address}`) }),
      ...(binding && { externalAccountBinding: await session.binding(binding.keyId, binding.hmacKey) }),
    })
    if (answer.status !== 200 && answer.status !== 201) throw saidNo(directory, problemDetail(answer))
    const url = addressIn(answer, session)
    if (url === undefined) throw saidNo(directory, 'it did not say where the account is')
    return url
  }

  async function endAtAuthority(account: AccountRow): Promise<void> {
    const session = await (account.account_url === null ? sessions.unnamed(account) : sessions.of(account))
    const url = account.account_url ?? (await addressOf(session, account))
    if (url === undefined) return
    session.account(url)
    const answer = await session.post(url, { status: 'deactivated' })
    // An answer was lost, or somebody was quicker: it may do nothing any more, as was wanted (RFC 8555 §7.3.6).
    if (answer.status === 200 || isGone(answer)) return
    throw saidNo(account.directory_url, problemDetail(answer))
  }

  /** Where an account is whose address was never written down; undefined when the authority has none with this key. */
  async function addressOf(session: AcmeSession, { directory_url }: AccountRow): Promise<string | undefined> {
    const answer = await session.post(session.directory.newAccount, { onlyReturnExisting: true })
    if (answer.status === 200) return addressIn(answer, session)
    if (isGone(answer)) return undefined
    throw saidNo(directory_url, problemDetail(answer))
  }

  return {
    async open({ teamId, actor }, wanted) {
      const { directory } = wanted
      sessions.refuseOthers(directory)
      const account = await begun(teamId, wanted)
      if (account.state !== 'opening') throw new Refusal('TEAM_ACCOUNT_THERE', { directory })
      const account_url = await register(await sessions.unnamed(account), wanted)
      const opened = await db.transaction().execute(async (trx) => {
        const row = await markOpened(trx, account.id, { account_url, contact: JSON.stringify(wanted.contact) })
        const facts = { directory, accountId: account.id }
        if (row) await audit.record(trx, { teamId, actor, action: 'acme-account.opened', facts })
        return row
      })
      if (opened === undefined) throw new Refusal('TEAM_ACCOUNT_THERE', { directory })
      return accountView(opened)
    },
    async list({ teamId }, { limit, cursor }) {
      const rows = await accountsOf(db, teamId, momentIn(cursor), limit + 1)
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return { items: shown.map(accountView), next: last && rows.length > limit ? momentCursor(last.created_at, last.id) : null }
    },
    async end({ teamId, actor }, accountId) {
      const account = await findAccount(db, teamId, accountId)
      if (account === undefined) throw new Refusal('TEAM_ACCOUNT_NOT_FOUND', { accountId })
      await endAtAuthority(account)
      const ended = await db.transaction().execute(async (trx) => {
        const row = await markEnded(trx, accountId, clock.now())
        const facts = { directory: account.directory_url, accountId }
        if (row) await audit.record(trx, { teamId, actor, action: 'acme-account.ended', facts })
        return row
      })
      sessions.forget(accountId)
      if (ended === undefined) throw new Refusal('TEAM_ACCOUNT_NOT_FOUND', { accountId })
      return accountView(ended)
    },
    async usable(teamId, directory) {
      const account = await findLiveAccount(db, teamId, directory)
      if (account?.state !== 'valid' || account.account_url === null) throw new Refusal('TEAM_ACCOUNT_MISSING', { directory })
      return { ...account, account_url: account.account_url }
    },
    async sealAnew() {
      for (const { id, sealed_key: before } of await sealedKeys(db)) {
        if (before === null || sealing.isCurrent(before)) continue
        await replaceSealedKey(db, id, before, sealing.seal(sealing.open(before, keyPlace(id)), keyPlace(id)))
      }
    },
  }
}

function saidNo(directory: string, reason: string): Refusal {
  return new Refusal('AUTHORITY_SAID_NO_TO_CLOUD', { directory, reason: reason.slice(0, 400) })
}

function isGone({ body }: AcmeAnswer): boolean {
  return /:(accountDoesNotExist|unauthorized)$/.test(AcmeProblem.safeParse(body).data?.type ?? '')
}

function addressIn({ location }: AcmeAnswer, { directory }: AcmeSession): string | undefined {
  const url = URL.parse(location ?? '', directory.newAccount)?.href
  return url !== undefined && isAtAuthority(url, [directory.newAccount, directory.newOrder]) ? url : undefined
}

function accountView({ id, directory_url, state, account_url, contact, created_at, ended_at }: AccountRow): TeamAcmeAccount {
  const dates = { createdAt: toTimestamp(created_at), endedAt: timestampOrNull(ended_at) }
  return { id, directory: directory_url, state, url: account_url, contact, ...dates }
}
