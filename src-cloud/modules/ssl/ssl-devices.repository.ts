import { openStates } from '@mylzip/shared/domain/operation-states.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import { composedOnce } from '../../plugins/database/composed-once.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { OperationRow } from '../commands/operations.repository.ts'
import { removeRecordsOf } from '../dns/dns.repository.ts'
import { removeAccountsOf } from '../dns/ordering-accounts.repository.ts'

const knownDevice = composedOnce((db, { id }: { id: string }) =>
  db
    .selectFrom('devices')
    .select(['id', 'team_id as teamId', 'name', 'last_seen_at as lastSeenAt', 'blocked_at as blockedAt'])
    .where('id', '=', id)
    .where('released_at', 'is', null),
)

/** One that is not released; one that is blocked is still there for those who look after it. */
export async function findDevice(db: Kysely<CloudTables>, id: string) {
  return (await knownDevice(db, { id }))[0]
}

export type KnownDevice = NonNullable<Awaited<ReturnType<typeof findDevice>>>

/** Its key is accepted no more, its name leads nowhere, and what it had published proves and permits nothing any more. */
export async function blockDevice(trx: Transaction<CloudTables>, id: string, now: Instant): Promise<void> {
  await trx.updateTable('devices').set({ blocked_at: now }).where('id', '=', id).where('blocked_at', 'is', null).execute()
  await removeRecordsOf(trx, id)
  await removeAccountsOf(trx, id)
}

/** Held until the transaction ends, each after the one before: nobody who reports one waits for another of them. */
export function openOperationsOf(trx: Transaction<CloudTables>, deviceId: string): Promise<OperationRow[]> {
  return trx
    .selectFrom('operations')
    .selectAll()
    .where('device_id', '=', deviceId)
    .where('state', 'in', openStates)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Where a customer's own names are proven for the device. */
export function delegationsOf(db: Kysely<CloudTables>, deviceId: string) {
  return db.selectFrom('delegations').select(['name', 'target']).where('device_id', '=', deviceId).orderBy('name').execute()
}

export async function countApiTokens(db: Kysely<CloudTables>, teamId: string, now: Instant): Promise<number> {
  const { count } = await db
    .selectFrom('api_tokens')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('team_id', '=', teamId)
    .where('revoked_at', 'is', null)
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', now)]))
    .executeTakeFirstOrThrow()
  return count
}
