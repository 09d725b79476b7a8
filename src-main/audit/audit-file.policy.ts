import { createHash } from 'node:crypto'
import { AuditHead, DevicePublicKey } from '@mylzip/shared/cloud-api/devices.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { z } from 'zod'

/** The whole log as lines of JSON, for somebody else to check: how it begins, a line for each thing, and the seal over all before it. */
const Header = z.strictObject({
  format: z.literal('mylzip-audit-log'),
  version: z.literal(1),
  exportedAt: z.iso.datetime(),
  /** The device’s own first, then those it had before. */
  keys: z.array(DevicePublicKey).min(1).max(100),
  /** Whether the cloud was asked for the heads it holds, and answered. */
  cloudAnswered: z.boolean(),
})
export type AuditFileHeader = z.infer<typeof Header>

/** As it is stored: the detail is the text that was hashed. */
const Entry = z.strictObject({
  seq: z.int(),
  at: z.int(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
  previous_hash: z.string(),
  hash: z.string(),
})
const Line = z.union([
  z.strictObject({ entry: Entry }),
  z.strictObject({ head: AuditHead }),
  z.strictObject({ cloudHead: AuditHead.extend({ reportedAt: z.iso.datetime() }) }),
])
export type AuditFileLine = z.infer<typeof Line>

const Seal = z.strictObject({ seal: z.strictObject({ sha256: z.string(), signature: z.string() }) })

export interface AuditFile {
  header: AuditFileHeader
  entries: z.infer<typeof Entry>[]
  heads: AuditHead[]
  cloudHeads: (AuditHead & { reportedAt: string })[]
  seal: { sha256: string; signature: string }
  /** What the seal should be over. */
  sha256: string
}

/** What a device signs under a file. No head reads like it: those begin with a number. */
export function sealMessage(sha256: string): Uint8Array {
  return Buffer.from(`mylzip-audit-log|1|${sha256}`, 'utf8')
}

/** RFC 7638, SHA-256, base64url: by this a key is told from another over the telephone. */
export function keyThumbprint({ crv, kty, x }: DevicePublicKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url')
}

/** Refuses with AUDIT_FILE_UNREADABLE what is no such file, or not all of one. */
export function readAuditFile(text: string, file: string): AuditFile {
  const end = text.trimEnd().lastIndexOf('\n') + 1
  const [first = '', ...others] = text.slice(0, end).trimEnd().split('\n')
  const header = lineOf(Header, first, 1, file)
  const { seal } = lineOf(Seal, text.slice(end), others.length + 2, file)
  const read: AuditFile = {
    header,
    entries: [],
    heads: [],
    cloudHeads: [],
    seal,
    sha256: createHash('sha256').update(text.slice(0, end)).digest('hex'),
  }
  for (const [index, other] of others.entries()) {
    const line = lineOf(Line, other, index + 2, file)
    if ('entry' in line) read.entries.push(line.entry)
    else if ('head' in line) read.heads.push(line.head)
    else read.cloudHeads.push(line.cloudHead)
  }
  return read
}

function lineOf<Schema extends z.ZodType>(schema: Schema, text: string, number: number, file: string): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    throw new Refusal('AUDIT_FILE_UNREADABLE', { file, line: number }, { cause: error })
  }
}
