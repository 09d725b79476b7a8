import type { AuditDetail } from '@mylzip/shared/domain/audit-actions.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { refusalDetail } from '../audit/refusal-detail.ts'

/** What the log says where a sealed copy of a key stays that was not to stay. */
export function copyKept(name: string, version: number, programs: readonly string[]): AuditDetail {
  return { ...refusalDetail(new Refusal('KEY_COPY_KEPT', { name, programs: programs.join(', ') })), version }
}
