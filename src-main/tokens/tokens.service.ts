import { nextStepOf, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { LocalApi, LocalToken, LocalTokens, NewLocalToken } from '@mylzip/shared/operations/tokens.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { Log } from '../system/log/log.port.ts'
import type { RandomBytes } from '../system/random.port.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import type { LivePasses } from './live-passes.ts'
import { type TokenRow, tokenRepository } from './token.repository.ts'
import type { DoorStanding, FollowingDoor, TokenGate } from './token-gate.port.ts'
import { createTokenEntrance } from './token-gate.ts'
import { shownPart, tokenHash, tokenSecret } from './token-secret.policy.ts'
import { endedAt, endOf, isToBeKnown, rememberedFor, stateOf, tokenView, whyEnded } from './token-standing.policy.ts'
import { portSetting } from './tokens.settings.ts'

interface Needs {
  db: AgentDatabase['db']
  clock: Clock
  random: RandomBytes
  newId(): string
  audit: Pick<AuditService, 'announce' | 'record' | 'recordAlone'>
  log: Log
  passes: LivePasses
  /** Refuses with LICENCE_* where the plan has no tokens. Asked when one is made: those that are there go on. */
  mayMake(): Promise<void>
}

/** What the doors offer of tokens to whoever administers. */
export interface Tokens {
  list(): Promise<LocalTokens>
  create(wanted: NewLocalToken): Promise<{ token: LocalToken; secret: string }>
  revoke(tokenId: string): Promise<LocalToken>
  choosePort(port: number): Promise<LocalApi>
}

/** More would be more than anybody looks through. */
const most = 50

/** Tokens by which programs of this machine ask the agent without a person's session. Only their hashes are kept. */
export function createTokens(needs: Needs): { tokens: Tokens; gate: TokenGate } {
  const { audit, clock, db, random, newId, mayMake, passes } = needs
  const settings = settingsRepository(db)
  /** Where nobody listens, as when a command works alone. */
  let door: FollowingDoor = { follow: async () => {}, moveTo: (_port, keep) => keep() }
  let standing: DoorStanding = { address: undefined, problem: undefined }

  /** Those that are shown: what ended long ago only takes up room. */
  async function known(): Promise<TokenRow[]> {
    const now = clock.now()
    return (await tokenRepository(db).all()).filter((row) => endedAt(row) > now - rememberedFor)
  }

  async function api(): Promise<LocalApi> {
    const { address, problem } = standing
    const said = problem && { code: problem.code, sentence: problem.message, nextStep: nextStepOf(problem.code, problem.data) }
    return {
      port: await settings.get(portSetting),
      address: address ?? null,
      problem: problem && said ? { ...said, data: { ...problem.data } } : null,
    }
  }

  async function keepPort(port: number): Promise<void> {
    const activity = await db.transaction().execute(async (tx) => {
      await settingsRepository(tx).set(portSetting, port)
      return audit.record(tx, { actor: 'person', action: 'local-api-moved', subject: `127.0.0.1:${port}` })
    })
    audit.announce(activity)
  }

  async function wantedPort(): Promise<number | undefined> {
    const now = clock.now()
    const rows = await tokenRepository(db).all()
    return rows.some((row) => isToBeKnown(row, now)) ? settings.get(portSetting) : undefined
  }

  return {
    tokens: {
      async list() {
        const rows = await known()
        return { api: await api(), tokens: rows.map((row) => tokenView(row, clock.now())) }
      },

      async create(wanted) {
        const { label, level } = wanted
        const now = clock.now()
        const expires_at = endOf(wanted, now)
        await mayMake()
        const secret = tokenSecret(random(32))
        const dates = { created_at: now, expires_at, revoked_at: null, last_used_at: null }
        const row: TokenRow = { id: newId(), label, level, shown: shownPart(secret), hash: tokenHash(secret), ...dates }
        const activity = await db.transaction().execute(async (tx) => {
          await tokenRepository(tx).forgetRevokedBefore(now - rememberedFor)
          const good = (await tokenRepository(tx).all()).filter((each) => stateOf(each, now) === 'good')
          if (good.some((each) => each.label === label)) throw new Refusal('LOCAL_TOKEN_LABEL_TAKEN', { label })
          if (good.length >= most) throw new Refusal('LOCAL_TOKENS_TOO_MANY', { most })
          await tokenRepository(tx).add(row)
          const detail = { shown: row.shown, tokenLevel: level, until: toTimestamp(expires_at) }
          return audit.record(tx, { actor: 'person', action: 'token-made', subject: label, detail })
        })
        audit.announce(activity)
        await door.follow()
        return { token: tokenView(row, now), secret }
      },

      /** Again: it stays as it was. */
      async revoke(tokenId) {
        const now = clock.now()
        const found = await tokenRepository(db).find(tokenId)
        if (!found) throw new Refusal('LOCAL_TOKEN_NOT_FOUND', { token: tokenId })
        if (found.revoked_at !== null) return tokenView(found, now)
        const row = { ...found, revoked_at: now }
        const activity = await db.transaction().execute(async (tx) => {
          await tokenRepository(tx).revoke(tokenId, now)
          return audit.record(tx, { actor: 'person', action: 'token-revoked', subject: row.label, detail: { shown: row.shown } })
        })
        audit.announce(activity)
        passes.endAllOf(tokenId, whyEnded(row, now) ?? new Refusal('LOCAL_TOKEN_UNKNOWN'))
        return tokenView(row, now)
      },

      async choosePort(port) {
        // Where it stays the same, whoever has ended what was in the way wants it to be tried again.
        if (port === (await settings.get(portSetting))) await door.follow()
        else await door.moveTo(port, () => keepPort(port))
        return api()
      },
    },
    gate: {
      enter: createTokenEntrance(needs),
      wantedPort,
      serve(following) {
        door = following
      },
      tell(now) {
        standing = now
      },
    },
  }
}
