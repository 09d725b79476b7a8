import { createHash } from 'node:crypto'
import type { AuditHead } from '@mylzip/shared/cloud-api/devices.ts'
import type { AuditDetail } from '@mylzip/shared/domain/audit-actions.ts'
import type { AuditLogTable } from '../system/database/schema.ts'

/** An entry before it is chained: what its hash is made over, beside the hash of the entry before it. */
export type AuditContent = Omit<AuditLogTable, 'hash'>

/** What stands before the first entry. */
export const genesisHash = '0'.repeat(64)

/**
 * SHA-256, lower-case hexadecimal, over the UTF-8 of a JSON array in this order. The detail goes in as the text that
 * is stored, so that no second serialization can disagree with the first; the leading 1 names this format.
 */
export function hashOf({ seq, at, actor, action, subject, detail, previous_hash }: AuditContent): string {
  const canonical = JSON.stringify([1, seq, at, actor, action, subject, detail, previous_hash])
  return createHash('sha256').update(canonical, 'utf8').digest('hex')
}

/** Detail as it is stored: keys in order, so that the same facts are the same text. */
export function serializeDetail(detail: AuditDetail): string {
  return wellFormed(JSON.stringify(Object.fromEntries(Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1)))))
}

/** SQLite keeps UTF-8, which has no lone surrogates: what would change on the way to the disk is changed before hashing. */
export function wellFormed(text: string): string {
  return text.toWellFormed()
}

/** What a head's signature is made over (src-shared/cloud-api/devices.ts). */
export function headMessage({ seq, hash, at }: Pick<AuditHead, 'seq' | 'hash' | 'at'>): Uint8Array {
  return Buffer.from(`${seq}|${hash}|${at}`, 'utf8')
}
