import type { Kysely, Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { CaaRecordTable } from '../../plugins/database/tables/dns.ts'
import type { AccountsAtAuthority } from './caa.policy.ts'

export interface ToldAccounts extends AccountsAtAuthority {
  deviceId: string
  directoryUrl: string
  toldAt: number
}

export async function putAccounts(trx: Transaction<CloudTables>, told: ToldAccounts): Promise<void> {
  const written = {
    account_uris: JSON.stringify(told.accountUris),
    caa_identities: JSON.stringify(told.caaIdentities),
    told_at: told.toldAt,
  }
  await trx
    .insertInto('authority_accounts')
    .values({ device_id: told.deviceId, directory_url: told.directoryUrl, ...written })
    .onConflict((known) => known.columns(['device_id', 'directory_url']).doUpdateSet(written))
    .execute()
}

export async function removeAccounts(trx: Transaction<CloudTables>, deviceId: string, directoryUrl: string): Promise<void> {
  await trx.deleteFrom('authority_accounts').where('device_id', '=', deviceId).where('directory_url', '=', directoryUrl).execute()
}

export async function accountsOf(db: Kysely<CloudTables>, deviceId: string): Promise<(AccountsAtAuthority & { directoryUrl: string })[]> {
  return db
    .selectFrom('authority_accounts')
    .select(['directory_url as directoryUrl', 'account_uris as accountUris', 'caa_identities as caaIdentities'])
    .where('device_id', '=', deviceId)
    .orderBy('directory_url')
    .execute()
}

export async function caaOf(db: Kysely<CloudTables>, deviceId: string): Promise<{ name_key: string; value: string }[]> {
  const rows = await db.selectFrom('caa_records').select(['name_key', 'value']).where('device_id', '=', deviceId).execute()
  return rows.sort((one, other) => (one.value < other.value ? -1 : 1))
}

export async function replaceCaa(trx: Transaction<CloudTables>, deviceId: string, records: readonly CaaRecordTable[]): Promise<void> {
  await trx.deleteFrom('caa_records').where('device_id', '=', deviceId).execute()
  if (records.length > 0) await trx.insertInto('caa_records').values(records).execute()
}

export async function removeAccountsOf(trx: Transaction<CloudTables>, deviceId: string): Promise<void> {
  await replaceCaa(trx, deviceId, [])
  await trx.deleteFrom('authority_accounts').where('device_id', '=', deviceId).execute()
}
