import { AuditHead, StatusReport } from '@mylzip/shared/cloud-api/devices.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { AgentTables } from '../system/database/schema.ts'

/** Something the cloud is still to be told. Its content never changes once it is here. */
export type OutboxEntry = { id: string; kind: 'report'; report: StatusReport } | { id: string; kind: 'audit-head'; head: AuditHead }

/**
 * As an earlier version may have written it. What the cloud takes is for the cloud to say, which refuses and thereby ends it:
 * one that could not be read here would hold up everything behind it for ever.
 */
const KeptReport = StatusReport.extend({ detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) })

/** What waits for the cloud, in the order it happened. Takes a transaction too. */
export function outboxRepository(db: Kysely<AgentTables>) {
  return {
    async addReport(report: StatusReport): Promise<void> {
      const row = { id: report.id, kind: 'report', payload: JSON.stringify(report), created_at: fromTimestamp(report.at) } as const
      await db.insertInto('outbox').values(row).execute()
    },

    /** Only the newest head needs to arrive: it vouches for all before it. */
    async replaceAuditHead(head: AuditHead): Promise<void> {
      await db.deleteFrom('outbox').where('kind', '=', 'audit-head').execute()
      const row = {
        id: `audit-head-${head.seq}`,
        kind: 'audit-head',
        payload: JSON.stringify(head),
        created_at: fromTimestamp(head.at),
      } as const
      await db.insertInto('outbox').values(row).execute()
    },

    /** The oldest first, by the order of insertion: clocks go back. */
    async next(limit: number): Promise<OutboxEntry[]> {
      const rows = await db.selectFrom('outbox').selectAll().orderBy(sql`rowid`).limit(limit).execute()
      return rows.map(({ id, kind, payload }) =>
        kind === 'report'
          ? { id, kind, report: KeptReport.parse(JSON.parse(payload)) }
          : { id, kind, head: AuditHead.parse(JSON.parse(payload)) },
      )
    },

    async clear(): Promise<void> {
      await db.deleteFrom('outbox').execute()
    },

    async remove(ids: readonly string[]): Promise<void> {
      if (ids.length > 0) await db.deleteFrom('outbox').where('id', 'in', ids).execute()
    },
  }
}
