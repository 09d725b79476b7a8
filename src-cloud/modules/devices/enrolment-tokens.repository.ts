import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import { isBelow } from '../../plugins/database/below.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { EnrolmentTokenTable } from '../../plugins/database/tables/enrolment.ts'

export async function insertToken(db: Kysely<CloudTables>, token: Insertable<EnrolmentTokenTable>): Promise<void> {
  await db.insertInto('enrolment_tokens').values(token).execute()
}

function tokenWith(db: Kysely<CloudTables>, hash: string) {
  return db
    .selectFrom('enrolment_tokens as token')
    .innerJoin('teams', 'teams.id', 'token.team_id')
    .select(['token.id', 'token.max_uses', 'token.uses', 'token.created_at', 'token.expires_at', 'token.revoked_at'])
    .select(['token.replaces_device_id', 'token.replaces_enrolment'])
    .select(['teams.id as team_id', 'teams.slug', 'teams.name as team_name'])
    .where('token.token_hash', '=', hash)
}

/** With its team. */
export function findToken(db: Kysely<CloudTables>, hash: string) {
  return tokenWith(db, hash).executeTakeFirst()
}

/** The same, locked until the transaction ends: of two devices with a token's last use, one gets it. */
export function lockToken(trx: Transaction<CloudTables>, hash: string) {
  return tokenWith(trx, hash).forUpdate('token').executeTakeFirst()
}

export async function countUse(trx: Transaction<CloudTables>, id: string): Promise<void> {
  await trx
    .updateTable('enrolment_tokens')
    .set((row) => ({ uses: row('uses', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Undefined when the team has none of this id that is not withdrawn already. */
export function withdrawToken(trx: Kysely<CloudTables>, teamId: string, id: string, now: Instant): Promise<EnrolmentTokenRow | undefined> {
  return trx
    .updateTable('enrolment_tokens')
    .set({ revoked_at: now })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

export async function revokeToken(db: Kysely<CloudTables>, id: string, now: Instant): Promise<void> {
  await db.updateTable('enrolment_tokens').set({ revoked_at: now }).where('id', '=', id).where('revoked_at', 'is', null).execute()
}

/** Those for one device's place. */
export async function withdrawTokensFor(trx: Transaction<CloudTables>, deviceId: string, now: Instant): Promise<void> {
  await trx
    .updateTable('enrolment_tokens')
    .set({ revoked_at: now })
    .where('replaces_device_id', '=', deviceId)
    .where('revoked_at', 'is', null)
    .execute()
}

/** The newest first, below the one that was shown last. */
export function tokensOf(
  db: Kysely<CloudTables>,
  teamId: string,
  below: { at: Instant; id: string } | undefined,
  limit: number,
): Promise<EnrolmentTokenRow[]> {
  return db
    .selectFrom('enrolment_tokens')
    .selectAll()
    .where('team_id', '=', teamId)
    .where(isBelow(below, 'created_at', 'id'))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export type EnrolmentTokenRow = Selectable<EnrolmentTokenTable>
