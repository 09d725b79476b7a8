import type { AuditFinding } from '@mylzip/shared/operations/audit.ts'
import type { AuditLogTable } from '../system/database/schema.ts'
import { chainFaults, type Fault, unvouched } from './audit-chain.policy.ts'
import { isFromBefore, type LostEntries, lostEntriesSentence, type PendingRestoration, restorationsIn } from './restorations.policy.ts'

/** A head with the verdict on its signature. */
export interface CheckedHead {
  seq: number
  hash: string
  /** When it was signed, RFC 3339. */
  at: string
  genuine: boolean
}

/** What a log is without: entries that a restoration, by an entry of the log itself, went back behind. */
export function explains({ kind }: Pick<AuditFinding, 'kind'>): boolean {
  return kind === 'restored'
}

/**
 * Checks a log, in order of `seq`, against its own chain, the heads signed on this device (one for each entry) and
 * those the cloud holds. Where genuine heads disagree, the cloud's counts: nobody here could have changed it.
 */
export function verifyAudit(
  entries: readonly AuditLogTable[],
  localHeads: readonly CheckedHead[],
  cloudHeads: readonly CheckedHead[],
  pending?: PendingRestoration,
): AuditFinding[] {
  const forged = [...localHeads, ...cloudHeads].filter(({ genuine }) => !genuine).map(({ seq }) => seq)
  const { counted, others, lost } = sortHeads(entries, localHeads, cloudHeads, pending)
  const vouched = new Map(counted.map(({ seq, hash }) => [seq, hash]))
  const explained = (fault: Fault) => fault.kind === 'removed' && lost.some(({ from, leavesGap }) => leavesGap && from === fault.seq)
  const faults = [
    ...chainFaults(entries, vouched).filter((fault) => !explained(fault)),
    ...cut(entries, vouched),
    ...unsigned([...forged, ...unvouched(entries, vouched)]),
    ...others.slice(0, 1).map(({ seq }): Fault => ({ kind: 'two-logs', seq })),
  ]
  return [
    ...faults.map((fault) => ({ ...fault, sentence: sentences[fault.kind](fault.seq) })),
    ...lost.map((part) => ({ kind: 'restored' as const, seq: part.from, sentence: lostEntriesSentence(part) })),
  ]
}

interface SortedHeads {
  /** What vouches for this log. */
  counted: CheckedHead[]
  /** Signed by this device's key, for another log than this one, and since it went back to a backup: the first one first. */
  others: CheckedHead[]
  lost: LostEntries[]
}

/** Without a restoration all genuine heads count, as they always did. */
function sortHeads(
  entries: readonly AuditLogTable[],
  localHeads: readonly CheckedHead[],
  cloudHeads: readonly CheckedHead[],
  pending: PendingRestoration | undefined,
): SortedHeads {
  const restorations = restorationsIn(entries, pending)
  const genuine = [...localHeads, ...cloudHeads].filter((head) => head.genuine)
  const oldest = restorations[0]
  if (!oldest) return { counted: genuine, others: [], lost: [] }
  const own = new Set([...localHeads.filter((head) => head.genuine), ...entries].map(placeOf))
  const strange = cloudHeads.filter((head) => head.genuine && head.seq > oldest.head && !own.has(placeOf(head)))
  const before = (head: CheckedHead) => restorations.some((restoration) => isFromBefore(restoration, head))
  const lost = restorations.flatMap((restoration): LostEntries[] => {
    const gap = gapBefore(entries, genuine, restoration.seq)
    const to = Math.max(gap, ...strange.filter((head) => isFromBefore(restoration, head)).map(({ seq }) => seq))
    return to > restoration.head ? [{ restoration, from: restoration.head + 1, to, leavesGap: gap > 0 }] : []
  })
  const others = strange.filter((head) => !before(head)).sort((a, b) => a.seq - b.seq)
  return { counted: genuine.filter((head) => !strange.includes(head)), others, lost }
}

const placeOf = ({ seq, hash }: { seq: number; hash: string }) => `${seq} ${hash}`

/** The last entry missing before this one, where the entry goes on from the head of that very one; 0 where none is. */
function gapBefore(entries: readonly AuditLogTable[], genuine: readonly CheckedHead[], seq: number): number {
  const entry = entries.find((candidate) => candidate.seq === seq)
  if (!entry || entries.some((candidate) => candidate.seq === seq - 1)) return 0
  return genuine.some((head) => head.seq === seq - 1 && head.hash === entry.previous_hash) ? seq - 1 : 0
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

const sentences: Record<Exclude<AuditFinding['kind'], 'restored'>, (seq: number) => string> = {
  changed: (seq) => `Entry ${seq} was changed after it was written.`,
  removed: (seq) => `Entry ${seq} is missing: it was removed, alone or with some after it.`,
  reordered: (seq) => `Entry ${seq} does not stand where it was written.`,
  cut: (seq) => `The log was longer once: entry ${seq} and what came after it were cut off.`,
  rewritten: (seq) => `Entry ${seq} was written anew, and with it what comes after.`,
  'head-forged': (seq) => `This device did not sign the log as it stands at entry ${seq}.`,
  'two-logs': (seq) =>
    `The cloud holds another entry ${seq}, signed with this device’s key since it was restored: another copy of this device is running, or this log was changed.`,
}
