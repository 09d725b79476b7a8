import { createPublicKey, verify } from 'node:crypto'
import type { AuditReport } from '@mylzip/shared/operations/audit.ts'
import { type AuditFile, keyThumbprint, readAuditFile, sealMessage } from './audit-file.policy.ts'
import { explains, verifyAudit } from './audit-verification.policy.ts'
import { checkHeads } from './head-signature.ts'

export interface AuditFileReport extends AuditReport {
  exportedAt: string
  /** RFC 7638, of the key that the device had when it wrote the file. Whoever checks it has to know it from elsewhere. */
  key: string
  /** Whether the file is, to the last byte, as that key sealed it. */
  sealed: boolean
}

/** Checks a log that a device wrote to a file, on any machine: by what is in the file alone. Refuses as readAuditFile does. */
export async function verifyAuditFile(text: string, file: string): Promise<AuditFileReport> {
  const read = readAuditFile(text, file)
  const { entries, heads, cloudHeads, header } = read
  const [publicKey, ...former] = header.keys
  if (publicKey === undefined) throw new Error('the header has a key')
  const keys = { publicKey, formerKeys: () => former }
  // Lines that were moved are told by the seal; what is checked is the log.
  const ordered = entries.toSorted((a, b) => a.seq - b.seq)
  const findings = verifyAudit(ordered, await checkHeads(heads, keys), await checkHeads(cloudHeads, keys))
  const newest = cloudHeads.reduce<(typeof cloudHeads)[number] | undefined>(
    (one, other) => (one && one.seq > other.seq ? one : other),
    undefined,
  )
  return {
    entries: entries.length,
    intact: findings.every(explains),
    findings: findings.slice(0, 100),
    anchor: newest ? { seq: newest.seq, reportedAt: newest.reportedAt } : null,
    exportedAt: header.exportedAt,
    key: keyThumbprint(publicKey),
    sealed: isSealed(read),
  }
}

function isSealed({ header, seal, sha256 }: AuditFile): boolean {
  const [key] = header.keys
  if (key === undefined || seal.sha256 !== sha256) return false
  return verify(null, sealMessage(sha256), createPublicKey({ key, format: 'jwk' }), Buffer.from(seal.signature, 'base64url'))
}
