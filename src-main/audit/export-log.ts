import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AuditHeadTable, AuditLogTable } from '../system/database/schema.ts'
import type { AnchoredHead } from './audit.service.ts'
import { type AuditFileHeader, type AuditFileLine, sealMessage } from './audit-file.policy.ts'
import { type HeadSigner, headOf } from './head-signature.ts'

/** Entries of one piece: the file of a log of years is never in memory as a whole. */
const atOnce = 500

interface ExportedLog {
  tail(): Promise<{ seq: number } | undefined>
  /** In order of `seq`. */
  between(from: number, to: number): Promise<{ entries: AuditLogTable[]; heads: AuditHeadTable[] }>
}

export interface ExportNeeds {
  log: ExportedLog
  deviceKey: HeadSigner
  anchored: readonly AnchoredHead[] | undefined
  now: Instant
}

/** The whole log as it stands now, piece by piece; what is recorded meanwhile is not in it. */
export async function* exportLog({ log, deviceKey, anchored, now }: ExportNeeds): AsyncGenerator<{ text: string }> {
  const { publicKey, formerKeys } = deviceKey
  const hash = createHash('sha256')
  const write = (lines: readonly (AuditFileHeader | AuditFileLine)[]) => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    hash.update(text)
    return { text }
  }
  const end = (await log.tail())?.seq ?? 0
  const header: AuditFileHeader = {
    format: 'mylzip-audit-log',
    version: 1,
    exportedAt: toTimestamp(now),
    keys: [publicKey, ...(formerKeys?.() ?? [])],
    cloudAnswered: anchored !== undefined,
  }
  const cloudHeads = (anchored ?? []).map(({ seq, hash: held, at, signature, reportedAt }) => ({
    cloudHead: { seq, hash: held, at, signature, reportedAt },
  }))
  yield write([header, ...cloudHeads])
  for (let from = 1; from <= end; from += atOnce) {
    const { entries, heads } = await log.between(from, Math.min(end, from + atOnce - 1))
    yield write([...entries.map((entry) => ({ entry })), ...heads.map((head) => ({ head: headOf(head) }))])
    // Whoever else waits has a turn between two pieces.
    await setImmediate()
  }
  const sha256 = hash.digest('hex')
  const signature = Buffer.from(deviceKey.sign(sealMessage(sha256))).toString('base64url')
  yield { text: `${JSON.stringify({ seal: { sha256, signature } })}\n` }
}
