import type { Insertable, Kysely, Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { TeamAuditPersonalTable, TeamAuditTable } from '../../plugins/database/tables/teams.ts'

/**
 * The log's head. The team's row is held until the transaction ends: entries follow one another. NO KEY, because whoever
 * inserted a row that refers to the team holds a share of its key, and two of them would wait for each other.
 */
export async function lockHead(trx: Transaction<CloudTables>, teamId: string) {
  await trx.selectFrom('teams').select('id').where('id', '=', teamId).forNoKeyUpdate().executeTakeFirstOrThrow()
  return trx
    .selectFrom('team_audit')
    .select(['seq', 'hash'])
    .where('team_id', '=', teamId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertEntry(
  trx: Transaction<CloudTables>,
  entry: Insertable<TeamAuditTable>,
  personal: TeamAuditPersonalTable[],
): Promise<void> {
  await trx.insertInto('team_audit').values(entry).execute()
  if (personal.length > 0) await trx.insertInto('team_audit_personal').values(personal).execute()
}

/** Entries below (the newest first) or above (the oldest first) a number, with what is kept of their personal fields. */
export async function entriesFrom(db: Kysely<CloudTables>, teamId: string, from: { before: number } | { after: number }, limit: number) {
  const [comparison, seq, order] = 'before' in from ? (['<', from.before, 'desc'] as const) : (['>', from.after, 'asc'] as const)
  const entries = await db
    .selectFrom('team_audit')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('seq', comparison, seq)
    .orderBy('seq', order)
    .limit(limit)
    .execute()
  if (entries.length === 0) return []
  const personal = await db
    .selectFrom('team_audit_personal')
    .select(['seq', 'field', 'salt', 'value'])
    .where('team_id', '=', teamId)
    .where(
      'seq',
      'in',
      entries.map((entry) => entry.seq),
    )
    .execute()
  return entries.map((entry) => ({ ...entry, kept: personal.filter(({ seq }) => seq === entry.seq) }))
}
