import { type AuditAction, codedFacts, codesSaid } from '@mylzip/shared/domain/audit-actions.ts'
import { actionsOf } from '@mylzip/shared/domain/audit-groups.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AuditFilter } from '@mylzip/shared/operations/audit.ts'
import { actionsSaying, holds, wordsIn } from '@mylzip/shared/operations/audit-filter.policy.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { AgentTables, AuditHeadTable, AuditLogTable } from '../system/database/schema.ts'

/** Where the log ends. */
export interface AuditTail {
  seq: number
  hash: string
}

export interface PageQuery {
  before?: number | undefined
  from?: number | undefined
  limit: number
  filter?: AuditFilter
}

/** The log and the heads signed here. The database itself refuses to change or delete an entry. Takes a transaction too. */
export function auditRepository(db: Kysely<AgentTables>) {
  return {
    /**
     * The last entry, or the last head when that is further on: a log that was cut goes on after the cut, so that
     * the gap stays to be seen.
     */
    async tail(): Promise<AuditTail | undefined> {
      const entry = await db.selectFrom('audit_log').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
      const head = await db.selectFrom('audit_heads').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
      return head && head.seq > (entry?.seq ?? 0) ? head : entry
    },

    async newestHead(): Promise<AuditHeadTable | undefined> {
      return db.selectFrom('audit_heads').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst()
    },

    async append(entry: AuditLogTable, head: AuditHeadTable): Promise<void> {
      await db.insertInto('audit_log').values(entry).execute()
      await db.insertInto('audit_heads').values(head).execute()
    },

    /** Of an entry that is not here. */
    async addHead(head: AuditHeadTable): Promise<void> {
      await db.insertInto('audit_heads').values(head).execute()
    },

    /** The newest first, of those before `before` and from `from` on. */
    async page({ before, from, limit, filter = {} }: PageQuery): Promise<AuditLogTable[]> {
      let query = db.selectFrom('audit_log').selectAll().orderBy('seq', 'desc').limit(limit)
      if (before !== undefined) query = query.where('seq', '<', before)
      if (from !== undefined) query = query.where('seq', '>=', from)
      if (filter.group !== undefined) query = query.where('action', 'in', actionsOf(filter.group))
      if (filter.actor !== undefined) query = query.where('actor', '=', filter.actor)
      if (filter.from !== undefined) query = query.where('at', '>=', fromTimestamp(filter.from))
      if (filter.to !== undefined) query = query.where('at', '<', fromTimestamp(filter.to))
      for (const word of wordsIn(filter.words ?? '')) query = query.where(holdsWord(word))
      return query.execute()
    },

    /** From one entry to another, the oldest first. */
    async between(from: number, to: number): Promise<{ entries: AuditLogTable[]; heads: AuditHeadTable[] }> {
      return {
        entries: await db.selectFrom('audit_log').selectAll().where('seq', '>=', from).where('seq', '<=', to).orderBy('seq').execute(),
        heads: await db.selectFrom('audit_heads').selectAll().where('seq', '>=', from).where('seq', '<=', to).orderBy('seq').execute(),
      }
    },

    /** Those of these kinds, the oldest first. */
    async ofActions(actions: readonly AuditAction[]): Promise<AuditLogTable[]> {
      return db.selectFrom('audit_log').selectAll().where('action', 'in', actions).orderBy('seq').execute()
    },

    /** The oldest first, log and heads of one moment. */
    async everything(): Promise<{ entries: AuditLogTable[]; heads: AuditHeadTable[] }> {
      return db.transaction().execute(async (tx) => ({
        entries: await tx.selectFrom('audit_log').selectAll().orderBy('seq').execute(),
        heads: await tx.selectFrom('audit_heads').selectAll().orderBy('seq').execute(),
      }))
    },
  }
}

/**
 * The same as `isWanted` says of one entry (audit-filter.policy): the word stands in what the action's sentence always says, in what
 * it is about, or in a fact; of a fact that is a code, in the code's words. A detail that somebody damaged holds nothing.
 */
function holdsWord(word: string) {
  const pattern = like(word)
  const stored = like(JSON.stringify(word).slice(1, -1))
  const coded = sql.join(codedFacts.map((name) => sql`${name}`))
  const value = sql<boolean>`fact.key NOT IN (${coded}) AND fact.type IN ('text', 'integer', 'real') AND fact.value LIKE ${pattern} ESCAPE '\\'`
  const codes = codesSaid((words) => holds(words, word)).map(
    ({ name, code }) =>
      sql<boolean>`(detail LIKE ${like(`"${name}":"${code}"`)} ESCAPE '\\' AND ${anyFact(sql`fact.key = ${name} AND fact.value = ${code}`)})`,
  )
  const saying = actionsSaying(word).map((action) => sql`${action}`)
  // Taking JSON apart takes ten times as long as looking at its text, so that goes first.
  const ways = [
    sql<boolean>`subject LIKE ${pattern} ESCAPE '\\'`,
    ...(saying.length === 0 ? [] : [sql<boolean>`action IN (${sql.join(saying)})`]),
    sql<boolean>`(detail LIKE ${stored} ESCAPE '\\' AND ${anyFact(value)})`,
    ...codes,
  ]
  return sql<boolean>`(${sql.join(ways, sql` OR `)})`
}

function anyFact(condition: RawBuilder<unknown>) {
  return sql<boolean>`EXISTS (SELECT 1 FROM json_each(CASE WHEN json_valid(detail) THEN detail ELSE '{}' END) AS fact WHERE ${condition})`
}

function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
