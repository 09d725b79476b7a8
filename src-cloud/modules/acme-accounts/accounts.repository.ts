import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import { isBelow } from '../../plugins/database/below.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { TeamAcmeAccountTable } from '../../plugins/database/tables/acme-accounts.ts'

export type AccountRow = Selectable<TeamAcmeAccountTable>

const live = (db: Kysely<CloudTables>, teamId: string) =>
  db.selectFrom('team_acme_accounts').selectAll().where('team_id', '=', teamId).where('state', '<>', 'ended')

export function findLiveAccount(db: Kysely<CloudTables>, teamId: string, directoryUrl: string): Promise<AccountRow | undefined> {
  return live(db, teamId).where('directory_url', '=', directoryUrl).executeTakeFirst()
}

export function findAccount(db: Kysely<CloudTables>, teamId: string, id: string): Promise<AccountRow | undefined> {
  return live(db, teamId).where('id', '=', id).executeTakeFirst()
}

/** Of several that are opened at the same moment the first one is it. */
export async function insertAccount(db: Kysely<CloudTables>, account: Insertable<TeamAcmeAccountTable>): Promise<void> {
  await db
    .insertInto('team_acme_accounts')
    .values(account)
    .onConflict((there) => there.doNothing())
    .execute()
}

/** Undefined when it was opened, or ended, meanwhile. */
export function markOpened(
  trx: Transaction<CloudTables>,
  id: string,
  opened: { account_url: string; contact: string },
): Promise<AccountRow | undefined> {
  return trx
    .updateTable('team_acme_accounts')
    .set({ ...opened, state: 'valid' })
    .where('id', '=', id)
    .where('state', '=', 'opening')
    .returningAll()
    .executeTakeFirst()
}

/** Its key goes with it. Undefined when it has ended already. */
export function markEnded(trx: Transaction<CloudTables>, id: string, now: Instant): Promise<AccountRow | undefined> {
  return trx
    .updateTable('team_acme_accounts')
    .set({ state: 'ended', sealed_key: null, ended_at: now })
    .where('id', '=', id)
    .where('state', '<>', 'ended')
    .returningAll()
    .executeTakeFirst()
}

/** The newest first, below the one that was shown last. */
export function accountsOf(
  db: Kysely<CloudTables>,
  teamId: string,
  below: { at: Instant; id: string } | undefined,
  limit: number,
): Promise<AccountRow[]> {
  return db
    .selectFrom('team_acme_accounts')
    .selectAll()
    .where('team_id', '=', teamId)
    .where(isBelow(below, 'created_at', 'id'))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export function sealedKeys(db: Kysely<CloudTables>): Promise<{ id: string; sealed_key: string | null }[]> {
  return db.selectFrom('team_acme_accounts').select(['id', 'sealed_key']).where('sealed_key', 'is not', null).execute()
}

/** Only in place of what it was made from: whoever was quicker, or ended the account, has the last word. */
export async function replaceSealedKey(db: Kysely<CloudTables>, id: string, before: string, after: string): Promise<void> {
  await db.updateTable('team_acme_accounts').set({ sealed_key: after }).where('id', '=', id).where('sealed_key', '=', before).execute()
}
