import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'

/** In place of all that the person had. */
export async function replaceRecoveryCodes(db: Kysely<CloudTables>, personId: string, hashes: readonly string[]): Promise<void> {
  await db.deleteFrom('recovery_codes').where('person_id', '=', personId).execute()
  if (hashes.length === 0) return
  const rows = hashes.map((code_hash) => ({ person_id: personId, code_hash, used_at: null }))
  await db.insertInto('recovery_codes').values(rows).execute()
}

/** False when there is no such code, or it was used. */
export async function useRecoveryCode(db: Kysely<CloudTables>, personId: string, hash: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('recovery_codes')
    .set({ used_at: now })
    .where('person_id', '=', personId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function countRecoveryCodes(db: Kysely<CloudTables>, personId: string): Promise<number> {
  const { left } = await db
    .selectFrom('recovery_codes')
    .select((row) => row.fn.countAll<number>().as('left'))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return left
}
