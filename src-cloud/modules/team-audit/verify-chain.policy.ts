import type { Selectable } from 'kysely'
import type { TeamAuditPersonalTable, TeamAuditTable } from '../../plugins/database/tables/teams.ts'
import { beginning, entryHash, personalHash } from './entry-hash.policy.ts'

export interface EntryWithPersonal extends Selectable<TeamAuditTable> {
  kept: Pick<TeamAuditPersonalTable, 'field' | 'salt' | 'value'>[]
}

/** What is known of the chain up to an entry. */
export interface ChainSoFar {
  seq: number
  hash: string
  deletedFields: number
}

export const nothingYet: ChainSoFar = { seq: 0, hash: beginning, deletedFields: 0 }

/** The chain with this entry, or undefined when it does not fit: changed, removed, put in between, or with another value. */
export function withEntry(soFar: ChainSoFar, { kept, hash, ...entry }: EntryWithPersonal): ChainSoFar | undefined {
  const inPlace = entry.seq === soFar.seq + 1 && entry.previous === soFar.hash && entryHash(entry) === hash
  const honest = kept.every(({ field, salt, value }) => entry.personal[field] === personalHash(salt, value))
  if (!inPlace || !honest) return undefined
  return { seq: entry.seq, hash, deletedFields: soFar.deletedFields + Object.keys(entry.personal).length - kept.length }
}
