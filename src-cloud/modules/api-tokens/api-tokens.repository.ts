import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { isBelow } from '../../plugins/database/below.ts'
import { composedOnce } from '../../plugins/database/composed-once.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { ApiTokenTable } from '../../plugins/database/tables/people.ts'
import { licenceColumns } from '../licences/licences.repository.ts'

export async function insertApiToken(db: Kysely<CloudTables>, token: Insertable<ApiTokenTable>): Promise<void> {
  await db.insertInto('api_tokens').values(token).execute()
}

const liveApiToken = composedOnce((db, { secretHash, now }: { secretHash: string; now: Instant }) =>
  db
    .selectFrom('api_tokens as token')
    .innerJoin('teams as team', 'team.id', 'token.team_id')
    .select(['token.id', 'token.role', 'token.scopes', 'token.last_used_at as lastUsedAt'])
    .select(['team.id as teamId', 'team.slug', 'team.name'])
    .select((row) => jsonArrayFrom(row.selectFrom('licences').select(licenceColumns).whereRef('team_id', '=', 'team.id')).as('licences'))
    .where('secret_hash', '=', secretHash)
    .where('token.revoked_at', 'is', null)
    .where((row) => row.or([row('token.expires_at', 'is', null), row('token.expires_at', '>', now)])),
)

/** With its team, in one question. */
export async function findLiveApiToken(db: Kysely<CloudTables>, secretHash: string, now: Instant) {
  return (await liveApiToken(db, { secretHash, now }))[0]
}

export async function markApiTokenUsed(db: Kysely<CloudTables>, id: string, now: Instant): Promise<void> {
  await db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', id).execute()
}

/** The newest first, below the one that was shown last. */
export function apiTokensOf(db: Kysely<CloudTables>, teamId: string, below: { at: Instant; id: string } | undefined, limit: number) {
  return db
    .selectFrom('api_tokens')
    .selectAll()
    .where('team_id', '=', teamId)
    .where(isBelow(below, 'created_at', 'id'))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Undefined when the team has none of this id that is not withdrawn already. */
export function withdrawApiToken(
  trx: Transaction<CloudTables>,
  teamId: string,
  id: string,
  now: Instant,
): Promise<Selectable<ApiTokenTable> | undefined> {
  return trx
    .updateTable('api_tokens')
    .set({ revoked_at: now })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

/** All that somebody made for the team and that are not withdrawn yet. */
export function withdrawApiTokensMadeBy(trx: Transaction<CloudTables>, teamId: string, personId: string, now: Instant) {
  return trx
    .updateTable('api_tokens')
    .set({ revoked_at: now })
    .where('team_id', '=', teamId)
    .where('created_by', '=', personId)
    .where('revoked_at', 'is', null)
    .returning(['id', 'shown'])
    .execute()
}
