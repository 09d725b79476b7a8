import type { ApiToken } from '@mylzip/shared/cloud-api/api-tokens.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { lesserRole, type TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import { day, timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Selectable } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import { momentCursor, momentIn } from '../../plugins/cursors.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { storable } from '../../plugins/database/storable.ts'
import type { ApiTokenTable } from '../../plugins/database/tables/people.ts'
import type { Random } from '../../plugins/random.port.ts'
import { hashOfSecret, newSecret } from '../../plugins/secrets.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import { holdForAdmin } from '../teams/let-in-by.service.ts'
import type { TeamCaller } from '../teams/team-access.service.ts'
import { apiTokensOf, insertApiToken, withdrawApiToken } from './api-tokens.repository.ts'
import { shownCharacters } from './api-tokens.service.ts'

export interface NewTeamToken {
  name: string
  role: TeamRole
  scopes: readonly ApiToken['scopes'][number][]
  expiresInDays: number | null
}

export interface TeamTokens {
  create(caller: TeamCaller, token: NewTeamToken): Promise<{ token: ApiToken; secret: string }>
  list(caller: TeamCaller, page: { limit: number; cursor?: string | undefined }): Promise<{ items: ApiToken[]; next: string | null }>
  /** Refuses with API_TOKEN_NOT_FOUND. */
  withdraw(caller: TeamCaller, tokenId: string): Promise<{ token: ApiToken }>
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  audit: TeamAudit
}

/** A team's API tokens, in the hands of its admins. */
export function createTeamTokens({ db, clock, random, audit }: Needs): TeamTokens {
  return {
    async create(caller, wanted) {
      const { teamId, role, actor } = caller
      const secret = newSecret('api', random)
      const now = clock.now()
      const whose = { id: random.uuid(), team_id: teamId, created_by: actor.kind === 'person' ? actor.id : null }
      const what = { name: storable(wanted.name), role: lesserRole(role, wanted.role), shown: secret.slice(0, shownCharacters) }
      const expires_at = wanted.expiresInDays === null ? null : now + wanted.expiresInDays * day
      const dates = { created_at: now, expires_at, revoked_at: null, last_used_at: null }
      const row = { ...whose, ...what, ...dates, secret_hash: hashOfSecret(secret) }
      const scopes = [...new Set(wanted.scopes)]
      await db.transaction().execute(async (trx) => {
        await holdForAdmin(trx, caller)
        await insertApiToken(trx, { ...row, scopes: JSON.stringify(scopes) })
        const facts = { tokenId: row.id, shown: row.shown, role: row.role, scopes: scopes.join(', ') }
        await audit.record(trx, { teamId, actor, action: 'api-token.created', facts })
      })
      return { token: tokenView({ ...row, scopes }), secret }
    },
    async list({ teamId }, { limit, cursor }) {
      const rows = await apiTokensOf(db, teamId, momentIn(cursor), limit + 1)
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return { items: shown.map(tokenView), next: last && rows.length > limit ? momentCursor(last.created_at, last.id) : null }
    },
    withdraw: ({ teamId, actor }, tokenId) =>
      db.transaction().execute(async (trx) => {
        const row = await withdrawApiToken(trx, teamId, tokenId, clock.now())
        if (row === undefined) throw new Refusal('API_TOKEN_NOT_FOUND', { tokenId })
        await audit.record(trx, { teamId, actor, action: 'api-token.withdrawn', facts: { tokenId, shown: row.shown } })
        return { token: tokenView(row) }
      }),
  }
}

function tokenView(row: Omit<Selectable<ApiTokenTable>, 'team_id' | 'secret_hash' | 'created_by'>): ApiToken {
  const { id, name, shown, role, scopes, created_at, expires_at, last_used_at, revoked_at } = row
  const dates = {
    expiresAt: timestampOrNull(expires_at),
    lastUsedAt: timestampOrNull(last_used_at),
    withdrawnAt: timestampOrNull(revoked_at),
  }
  return { id, name, shown, role, scopes, createdAt: toTimestamp(created_at), ...dates }
}
