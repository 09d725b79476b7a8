import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { TeamAuditTable } from '../../plugins/database/tables/teams.ts'

/** What stands before the first entry. */
export const beginning = '0'.repeat(64)

/** SHA-256 over the entry as JSON with its members in this order and its facts sorted by name; hex. */
export function entryHash(entry: Omit<Selectable<TeamAuditTable>, 'hash'>): string {
  const { team_id, seq, at, action, actor_kind, actor_id, facts, personal, previous } = entry
  const covered = [previous, team_id, seq, at, action, actor_kind, actor_id, sorted(facts), sorted(personal)]
  return createHash('sha256').update(JSON.stringify(covered)).digest('hex')
}

/** Salted, a deleted value cannot be found again by trying all that it might have been. */
export function personalHash(salt: string, value: string): string {
  return createHash('sha256').update(`${salt}|${value}`).digest('hex')
}

function sorted(facts: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(facts).sort(([one], [other]) => (one < other ? -1 : 1))
}
