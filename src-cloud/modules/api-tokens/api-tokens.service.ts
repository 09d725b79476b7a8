import type { ApiScope } from '@mylzip/shared/domain/api-scopes.ts'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import { type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import { hashOfSecret, newSecret } from '../../plugins/secrets.ts'
import type { TokenHolder } from '../people/person-caller.ts'
import { findLiveApiToken, insertApiToken, markApiTokenUsed } from './api-tokens.repository.ts'

/** How exactly "last used" is kept: one write a minute, not one a request. */
const exactness = minute
/** Enough to tell tokens apart, far too little to guess the rest. */
export const shownCharacters = 'mylzip_api_'.length + 4

export interface NewApiToken {
  teamId: string
  name: string
  role: TeamRole
  scopes: readonly ApiScope[]
  createdBy: string | null
  expiresAt: Instant | null
}

export interface ApiTokensService {
  /** The secret is shown here once; the cloud keeps its hash. */
  create(token: NewApiToken): Promise<{ id: string; secret: string }>
  find(secret: string): Promise<TokenHolder | undefined>
}

export function createApiTokens({ db, clock, random }: { db: Kysely<CloudTables>; clock: Clock; random: Random }): ApiTokensService {
  return {
    async create({ teamId, name, role, scopes, createdBy, expiresAt }) {
      const secret = newSecret('api', random)
      const id = random.uuid()
      const whose = { team_id: teamId, name, role, scopes: JSON.stringify(scopes), created_by: createdBy }
      const dates = { created_at: clock.now(), expires_at: expiresAt, revoked_at: null, last_used_at: null }
      await insertApiToken(db, { id, secret_hash: hashOfSecret(secret), shown: secret.slice(0, shownCharacters), ...whose, ...dates })
      return { id, secret }
    },
    async find(secret) {
      const now = clock.now()
      const token = await findLiveApiToken(db, hashOfSecret(secret), now)
      if (token === undefined) return undefined
      const { id, role, scopes, lastUsedAt, teamId, slug, name, licences } = token
      if (now - (lastUsedAt ?? 0) >= exactness) await markApiTokenUsed(db, id, now)
      return { kind: 'api-token', id, role, scopes, team: { id: teamId, slug, name, licences } }
    },
  }
}
