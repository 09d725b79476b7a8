import type { AuditFinding } from '@mylzip/shared/operations/audit.ts'
import type { AuditLogTable } from '../system/database/schema.ts'
import { genesisHash, hashOf } from './audit.policy.ts'

export type Fault = { kind: Exclude<AuditFinding['kind'], 'restored'>; seq: number }

/** What signed heads say the log was: the hash of each entry that is vouched for. */
export type Vouched = ReadonlyMap<number, string>

/** `rehashed`: changed and given a new hash that fits, which only a signed head can tell. */
type State = 'sound' | 'changed' | 'moved' | 'rehashed'

interface Judged extends AuditLogTable {
  state: State
  /** How many places it lies before (+) or behind (−) the one it was written at. */
  shift: number
  /** Whether it names the entry before it as its predecessor; undefined where that one is missing. */
  linked: boolean | undefined
}

/**
 * Each fault of a log, in order of `seq`, named once and where it begins: one entry taken out of a log that was then
 * renumbered is one removal, not a thousand moves.
 */
export function chainFaults(entries: readonly AuditLogTable[], vouched: Vouched): Fault[] {
  const judged = judge(entries, vouched)
  const faults = [...gaps(judged), ...changes(judged), ...moves(judged, vouched), ...rewrites(judged), ...brokenLinks(judged, vouched)]
  return faults.sort((a, b) => a.seq - b.seq)
}

/** The entries that a thief would have to sign and did not: sound by themselves, and vouched for by nobody. */
export function unvouched(entries: readonly AuditLogTable[], vouched: Vouched): number[] {
  return judge(entries, vouched).flatMap(({ state, seq }) => (state === 'sound' && !vouched.has(seq) ? [seq] : []))
}

function judge(entries: readonly AuditLogTable[], vouched: Vouched): Judged[] {
  const writtenAt = new Map([...vouched].map(([seq, hash]) => [hash, seq]))
  return entries.map((entry, index) => {
    const before = index === 0 ? { seq: 0, hash: genesisHash } : entries[index - 1]
    const linked = before?.seq === entry.seq - 1 ? entry.previous_hash === before.hash : undefined
    const shift = shiftOf(entry, writtenAt)
    return { ...entry, linked, shift, state: stateOf(entry, shift, vouched) }
  })
}

function stateOf(entry: AuditLogTable, shift: number, vouched: Vouched): State {
  if (hashOf(entry) !== entry.hash) return shift === 0 ? 'changed' : 'moved'
  return (vouched.get(entry.seq) ?? entry.hash) === entry.hash ? 'sound' : 'rehashed'
}

function shiftOf(entry: AuditLogTable, writtenAt: ReadonlyMap<string, number>): number {
  const seq = writtenAt.get(entry.hash)
  return seq !== undefined && hashOf({ ...entry, seq }) === entry.hash ? seq - entry.seq : 0
}

function gaps(entries: readonly Judged[]): Fault[] {
  return entries.flatMap(({ seq }, index) => {
    const expected = Math.max((entries[index - 1]?.seq ?? 0) + 1, 1)
    return seq > expected ? [{ kind: 'removed', seq: expected }] : []
  })
}

function changes(entries: readonly Judged[]): Fault[] {
  return entries.flatMap(({ seq, state }) => (state === 'changed' ? [{ kind: 'changed', seq }] : []))
}

/** Where the shift changes. When what belongs there is nowhere else, it was taken out and the rest moved up. */
function moves(entries: readonly Judged[], vouched: Vouched): Fault[] {
  const present = new Set(entries.map(({ hash }) => hash))
  return entries.flatMap(({ seq, state, shift }, index) => {
    if (state !== 'moved' || shift === entries[index - 1]?.shift) return []
    return [{ kind: present.has(vouched.get(seq) ?? '') ? 'reordered' : 'removed', seq }]
  })
}

/** A rehashed entry that the next one does not continue was changed alone; else everything from it on was written anew. */
function rewrites(entries: readonly Judged[]): Fault[] {
  const faults: Fault[] = []
  let rewritten = false
  for (const [index, { seq, state, linked }] of entries.entries()) {
    if (!linked) rewritten = false
    if (state !== 'rehashed' || rewritten) continue
    rewritten = entries[index + 1]?.linked !== false
    faults.push({ kind: rewritten ? 'rewritten' : 'changed', seq })
  }
  return faults
}

/** Two neighbours that are sound alone and do not fit: the one that nobody vouches for was changed. */
function brokenLinks(entries: readonly Judged[], vouched: Vouched): Fault[] {
  return entries.flatMap(({ seq, state, linked }, index) => {
    const before = entries[index - 1]
    if (linked !== false || state !== 'sound' || (before && before.state !== 'sound')) return []
    const blamed = !before || vouched.has(before.seq) ? seq : before.seq
    return [{ kind: 'changed', seq: blamed }]
  })
}
