import type { AuditFinding } from '@mylzip/shared/operations/audit.ts'
import type { AuditLogTable } from '../system/database/schema.ts'
import { chainFaults, type Fault, unvouched } from './audit-chain.policy.ts'

/** A head with the verdict on its signature. */
export interface CheckedHead {
  seq: number
  hash: string
  genuine: boolean
}

/**
 * Checks a log, in order of `seq`, against its own chain, the heads signed on this device (one for each entry) and
 * those the cloud holds. Where genuine heads disagree, the cloud's counts: nobody here could have changed it.
 */
export function verifyAudit(
  entries: readonly AuditLogTable[],
  localHeads: readonly CheckedHead[],
  cloudHeads: readonly CheckedHead[],
): AuditFinding[] {
  const vouched = new Map([...localHeads, ...cloudHeads].filter(({ genuine }) => genuine).map(({ seq, hash }) => [seq, hash]))
  const forged = [...localHeads, ...cloudHeads].filter(({ genuine }) => !genuine).map(({ seq }) => seq)
  const faults = [...chainFaults(entries, vouched), ...cut(entries, vouched), ...unsigned([...forged, ...unvouched(entries, vouched)])]
  return faults.map((fault) => ({ ...fault, sentence: sentences[fault.kind](fault.seq) }))
}

/** A head of an entry that is nowhere: the log once was longer. */
function cut(entries: readonly AuditLogTable[], vouched: ReadonlyMap<number, string>): Fault[] {
  const last = entries.at(-1)?.seq ?? 0
  const present = new Set(entries.map(({ hash }) => hash))
  const lost = [...vouched].some(([seq, hash]) => seq > last && !present.has(hash))
  return lost ? [{ kind: 'cut', seq: last + 1 }] : []
}

/** The first of each row of neighbours. */
function unsigned(seqs: readonly number[]): Fault[] {
  const all = new Set(seqs)
  const firsts = [...all].filter((seq) => !all.has(seq - 1)).sort((a, b) => a - b)
  return firsts.map((seq) => ({ kind: 'head-forged', seq: Math.max(seq, 0) }))
}

const sentences: Record<AuditFinding['kind'], (seq: number) => string> = {
  changed: (seq) => `Entry ${seq} was changed after it was written.`,
  removed: (seq) => `Entry ${seq} is missing: it was removed, alone or with some after it.`,
  reordered: (seq) => `Entry ${seq} does not stand where it was written.`,
  cut: (seq) => `The log was longer once: entry ${seq} and what came after it were cut off.`,
  rewritten: (seq) => `Entry ${seq} was written anew, and with it what comes after.`,
  'head-forged': (seq) => `This device did not sign the log as it stands at entry ${seq}.`,
}
