import type { AuditDetail } from '@mylzip/shared/domain/audit-actions.ts'
import type { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** How an entry holds a refusal: its sentence, and what it was made from, so that another language can say it anew. */
export function refusalDetail({ code, data, message }: Refusal): AuditDetail {
  return { code, sentence: message, data: JSON.stringify(data) }
}
