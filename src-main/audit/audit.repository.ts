import type { AuditAction } from '@mylzip/shared/domain/audit-actions.ts'
import type { Kysely } from 'kysely'
import type { AgentTables, AuditHeadTable, AuditLogTable } from '../system/database/schema.ts'

/** Where the log ends. */
export interface AuditTail {
  seq: number
  hash: string
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

    /** The newest first. */
    async page(before: number | undefined, limit: number): Promise<AuditLogTable[]> {
      let query = db.selectFrom('audit_log').selectAll().orderBy('seq', 'desc').limit(limit)
      if (before !== undefined) query = query.where('seq', '<', before)
      return query.execute()
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
