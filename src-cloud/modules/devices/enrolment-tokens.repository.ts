import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Insertable, Kysely, Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { EnrolmentTokenTable } from '../../plugins/database/tables/devices.ts'

export async function insertToken(db: Kysely<CloudTables>, token: Insertable<EnrolmentTokenTable>): Promise<void> {
  await db.insertInto('enrolment_tokens').values(token).execute()
}

function tokenWith(db: Kysely<CloudTables>, hash: string) {
  return db
    .selectFrom('enrolment_tokens as token')
    .innerJoin('teams', 'teams.id', 'token.team_id')
    .select(['token.id', 'token.max_uses', 'token.uses', 'token.expires_at', 'token.revoked_at'])
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

export async function revokeToken(db: Kysely<CloudTables>, id: string, now: Instant): Promise<void> {
  await db.updateTable('enrolment_tokens').set({ revoked_at: now }).where('id', '=', id).where('revoked_at', 'is', null).execute()
}
