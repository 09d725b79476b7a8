import type { AuditHead } from '@mylzip/shared/cloud-api/devices.ts'

/** What is known of a device's audit log when a head arrives. */
export interface KnownHeads {
  newestSeq: number | undefined
  /** The hash held for the very entry the head names. */
  sameSeqHash: string | undefined
}

export type HeadVerdict = 'new' | 'known' | 'conflict'

/** A log only grows: an entry it had keeps its hash, and a head behind the newest that was never seen is another log. */
export function judgeHead(head: Pick<AuditHead, 'seq' | 'hash'>, known: KnownHeads): HeadVerdict {
  if (known.sameSeqHash !== undefined) return known.sameSeqHash === head.hash ? 'known' : 'conflict'
  return known.newestSeq === undefined || head.seq > known.newestSeq ? 'new' : 'conflict'
}

/** The text a head's signature covers. */
export function signedText(head: Pick<AuditHead, 'seq' | 'hash' | 'at'>): string {
  return `${head.seq}|${head.hash}|${head.at}`
}
