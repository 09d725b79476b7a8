import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { IdempotencyKeyTable } from '../../plugins/database/tables/ssl.ts'

/** Undefined when the key is new, and now taken; otherwise what it was taken for. A request at the same moment is waited for. */
export async function takeKey(trx: Transaction<CloudTables>, key: IdempotencyKeyTable, now: Instant) {
  const { team_id, actor_id } = key
  const known = () =>
    trx
      .selectFrom('idempotency_keys')
      .select(['request_hash as requestHash', 'operation_id as operationId'])
      .where('team_id', '=', team_id)
      .where('actor_id', '=', actor_id)
      .where('key', '=', key.key)
      .executeTakeFirstOrThrow()
  const taken = await trx
    .insertInto('idempotency_keys')
    .values(key)
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'actor_id', 'key'])
        .doUpdateSet({ request_hash: key.request_hash, operation_id: key.operation_id, expires_at: key.expires_at })
        .where('idempotency_keys.expires_at', '<=', now),
    )
    .returning('key')
    .executeTakeFirst()
  return taken === undefined ? known() : undefined
}

export async function changeKeysOperation(
  trx: Transaction<CloudTables>,
  { team_id, actor_id, key }: Pick<IdempotencyKeyTable, 'team_id' | 'actor_id' | 'key'>,
  operation_id: string,
): Promise<void> {
  await trx
    .updateTable('idempotency_keys')
    .set({ operation_id })
    .where('team_id', '=', team_id)
    .where('actor_id', '=', actor_id)
    .where('key', '=', key)
    .execute()
}

export async function removeExpiredKeys(db: Kysely<CloudTables>, now: Instant): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('idempotency_keys').where('expires_at', '<=', now).executeTakeFirst()
  return Number(numDeletedRows)
}
