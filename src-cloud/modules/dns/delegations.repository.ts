import type { Kysely, Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { DelegationTable } from '../../plugins/database/tables/dns.ts'

export type Delegation = Pick<DelegationTable, 'name' | 'target' | 'target_key'>

export async function findDelegation(db: Kysely<CloudTables>, deviceId: string, name: string): Promise<Delegation | undefined> {
  return db
    .selectFrom('delegations')
    .select(['name', 'target', 'target_key'])
    .where('device_id', '=', deviceId)
    .where('name', '=', name)
    .executeTakeFirst()
}

export async function countDelegations(trx: Kysely<CloudTables>, deviceId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('delegations')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('device_id', '=', deviceId)
    .executeTakeFirstOrThrow()
  return count
}

export async function insertDelegation(trx: Transaction<CloudTables>, delegation: DelegationTable): Promise<void> {
  await trx.insertInto('delegations').values(delegation).execute()
}

export async function removeDelegationsOf(trx: Transaction<CloudTables>, deviceId: string): Promise<void> {
  await trx.deleteFrom('delegations').where('device_id', '=', deviceId).execute()
}

export async function removeDelegation(trx: Transaction<CloudTables>, deviceId: string, name: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('delegations')
    .where('device_id', '=', deviceId)
    .where('name', '=', name)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function delegationsOf(db: Kysely<CloudTables>, deviceId: string, from: number, most: number): Promise<Delegation[]> {
  return db
    .selectFrom('delegations')
    .select(['name', 'target', 'target_key'])
    .where('device_id', '=', deviceId)
    .orderBy('name')
    .offset(from)
    .limit(most)
    .execute()
}
