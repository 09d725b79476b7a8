import type { Kysely, Transaction } from 'kysely'
import { keepNewest } from '../../plugins/database/keep-newest.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { AuditHeadTable } from '../../plugins/database/tables/devices.ts'
import type { KnownHeads } from './audit-heads.policy.ts'

/** Evidence is kept of so many contradictions; a device that makes more of them proves nothing new. */
const evidenceLimit = 100
/** Months of them for a device that does something every few minutes. */
const headsKept = 10_000

export async function knownHeads(trx: Transaction<CloudTables>, deviceId: string, seq: number): Promise<KnownHeads> {
  const mine = trx.selectFrom('audit_heads').where('device_id', '=', deviceId)
  const newest = await mine.select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const same = await mine.select('hash').where('seq', '=', seq).executeTakeFirst()
  return { newestSeq: newest?.seq, sameSeqHash: same?.hash }
}

export async function insertHead(trx: Transaction<CloudTables>, head: AuditHeadTable): Promise<void> {
  await trx.insertInto('audit_heads').values(head).execute()
}

/** A head that is gone and is told again counts as a contradiction: a log that is so far back was cut. */
export function keepNewestHeads(trx: Transaction<CloudTables>, deviceId: string): Promise<void> {
  return keepNewest(trx, { table: 'audit_heads', by: 'seq', deviceId, most: headsKept })
}

export async function keepEvidence(trx: Transaction<CloudTables>, head: AuditHeadTable): Promise<void> {
  const { kept } = await trx
    .selectFrom('audit_head_conflicts')
    .select((count) => count.fn.countAll<number>().as('kept'))
    .where('device_id', '=', head.device_id)
    .executeTakeFirstOrThrow()
  if (kept >= evidenceLimit) return
  await trx
    .insertInto('audit_head_conflicts')
    .values(head)
    .onConflict((known) => known.columns(['device_id', 'seq', 'hash']).doNothing())
    .execute()
}

export function newestHeads(db: Kysely<CloudTables>, deviceId: string, limit: number): Promise<AuditHeadTable[]> {
  return db.selectFrom('audit_heads').selectAll().where('device_id', '=', deviceId).orderBy('seq', 'desc').limit(limit).execute()
}

/** Another machine begins another log. The heads of the one before stay as they are. */
export async function setHeadsAside(trx: Transaction<CloudTables>, deviceId: string, enrolment: number): Promise<void> {
  const columns = ['device_id', 'seq', 'hash', 'at', 'signature', 'reported_at'] as const
  await trx
    .insertInto('former_audit_heads')
    .columns(['enrolment', ...columns])
    .expression((from) =>
      from
        .selectFrom('audit_heads')
        .select((row) => [row.val(enrolment).$castTo<number>().as('enrolment'), ...columns])
        .where('device_id', '=', deviceId),
    )
    .execute()
  await trx.deleteFrom('audit_heads').where('device_id', '=', deviceId).execute()
}
