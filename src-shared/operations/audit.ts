import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { auditGroups } from '../domain/audit-groups.ts'
import { read } from './operation.ts'
import { Activity, Timestamp } from './values.ts'

/**
 * What a check of the log can find. Each names the entry where it shows. `restored` explains why entries are not there,
 * by an entry of the log itself; all others say that the log is not as it was written.
 */
export const AuditFinding = z.object({
  kind: z.enum(['changed', 'removed', 'reordered', 'cut', 'rewritten', 'head-forged', 'two-logs', 'restored']),
  seq: z.int().nonnegative(),
  sentence: z.string(),
})
export type AuditFinding = z.infer<typeof AuditFinding>

export const AuditReport = z.object({
  entries: z.int().nonnegative(),
  /** Nothing was found but what a restoration explains. */
  intact: z.boolean(),
  findings: z.array(AuditFinding),
  /** The last head the cloud holds, and when it was reported; null when the cloud could not be asked. */
  anchor: z.object({ seq: z.int().nonnegative(), reportedAt: Timestamp }).nullable(),
})
export type AuditReport = z.infer<typeof AuditReport>

/** What of the log is wanted; what is left out does not matter. */
export const AuditFilter = z.object({
  group: z.enum(auditGroups).optional(),
  actor: z.string().max(100).optional(),
  /** At this moment or later. */
  from: Timestamp.optional(),
  /** Before this moment. */
  to: Timestamp.optional(),
  /** Each of them stands somewhere in the entry; capitals do not matter. */
  words: z.string().max(200).optional(),
})
export type AuditFilter = z.infer<typeof AuditFilter>

export const audit = {
  /** The newest first; `before` continues from the last entry seen. */
  list: read
    .route({ method: 'GET', path: '/audit' })
    .input(
      AuditFilter.extend({
        before: z.coerce.number().int().positive().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ entries: z.array(Activity), more: z.boolean() })),
  /** All of it, to be checked by somebody else (“mylzip audit verify --file”): the text of a file, in pieces to be put together. */
  export: read.route({ method: 'POST', path: '/audit/export' }).output(eventIterator(z.object({ text: z.string() }))),
  verify: read.route({ method: 'POST', path: '/audit/verification' }).output(AuditReport),
}
