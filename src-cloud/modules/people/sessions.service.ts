import { day, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import { hashOfSecret, newSecret } from '../../plugins/secrets.ts'
import type { SignedIn } from './person-caller.ts'
import { endSessions, findLiveSession, insertSession, liveSessionsOf, markSessionUsed } from './sessions.repository.ts'

const lifetime = 14 * day
/** How exactly "last used" is kept: one write a minute, not one a request. */
const exactness = minute

export interface BegunSession {
  /** For the cookie. The cloud keeps its hash. */
  secret: string
  expiresAt: Instant
}

export interface SessionsService {
  /** For a person who has proved who they are. */
  begin(personId: string, from: { address: string; userAgent: string }): Promise<BegunSession>
  find(secret: string): Promise<SignedIn | undefined>
  /** The last used first. */
  of(personId: string): Promise<LiveSession[]>
  /** One that belongs to the person; another's is left alone. */
  end(personId: string, sessionId: string): Promise<void>
  /** All of the person's, or all but one. */
  endAll(personId: string, but?: string): Promise<void>
}

export interface LiveSession {
  id: string
  createdAt: Instant
  lastUsedAt: Instant
  expiresAt: Instant
  address: string
  userAgent: string
}

export function createSessions({ db, clock, random }: { db: Kysely<CloudTables>; clock: Clock; random: Random }): SessionsService {
  return {
    async begin(personId, { address, userAgent }) {
      const secret = newSecret('session', random)
      const now = clock.now()
      const dates = { created_at: now, last_used_at: now, expires_at: now + lifetime, ended_at: null }
      const row = { id: random.uuid(), person_id: personId, secret_hash: hashOfSecret(secret), ...dates }
      await insertSession(db, { ...row, address, user_agent: userAgent.slice(0, 300) })
      return { secret, expiresAt: dates.expires_at }
    },
    async find(secret) {
      const now = clock.now()
      const session = await findLiveSession(db, hashOfSecret(secret), now)
      if (session === undefined) return undefined
      if (now - session.last_used_at >= exactness) await markSessionUsed(db, session.id, now)
      return { kind: 'person', id: session.person_id, sessionId: session.id }
    },
    async of(personId) {
      const sessions = await liveSessionsOf(db, personId, clock.now())
      return sessions.map(({ id, address, created_at, last_used_at, expires_at, user_agent }) => {
        return { id, address, createdAt: created_at, lastUsedAt: last_used_at, expiresAt: expires_at, userAgent: user_agent }
      })
    },
    end: (personId, sessionId) => endSessions(db, personId, { now: clock.now(), only: sessionId }),
    endAll: (personId, but) => endSessions(db, personId, { now: clock.now(), ...(but !== undefined && { but }) }),
  }
}
