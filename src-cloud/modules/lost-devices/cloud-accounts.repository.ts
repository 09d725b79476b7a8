import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { CloudAcmeAccountTable } from '../../plugins/database/tables/ssl.ts'

/** The sealed key for this authority: of several instances that make one at the same moment the first one's is it. */
export async function keepAccountKey(db: Kysely<CloudTables>, fresh: CloudAcmeAccountTable): Promise<string> {
  await db
    .insertInto('cloud_acme_accounts')
    .values(fresh)
    .onConflict((known) => known.column('directory_url').doNothing())
    .execute()
  return (await findAccountKey(db, fresh.directory_url)) ?? fresh.sealed_key
}

export async function findAccountKey(db: Kysely<CloudTables>, directoryUrl: string): Promise<string | undefined> {
  const row = await db.selectFrom('cloud_acme_accounts').select('sealed_key').where('directory_url', '=', directoryUrl).executeTakeFirst()
  return row?.sealed_key
}
