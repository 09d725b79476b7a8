import type { TeamAuditEntry } from '@mylzip/shared/cloud-api/teams.ts'
import type { TeamAuditAction } from '@mylzip/shared/domain/team-audit-actions.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import { numberIn, strangeCursor } from '../../plugins/cursors.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { AuditFacts, TeamAuditTable } from '../../plugins/database/tables/teams.ts'
import type { Random } from '../../plugins/random.port.ts'
import { beginning, entryHash, personalHash } from './entry-hash.policy.ts'
import { entriesFrom, insertEntry, lockHead } from './team-audit.repository.ts'
import { type ChainSoFar, type EntryWithPersonal, nothingYet, withEntry } from './verify-chain.policy.ts'

export interface NewTeamEntry {
  teamId: string
  action: TeamAuditAction
  actor: { kind: TeamAuditTable['actor_kind']; id: string | null }
  /** Nothing that says who somebody is: that goes into `personal`. */
  facts?: AuditFacts
  /** What tells of a person (an address, a name), by field, and whose it is, so that it can be deleted. */
  personal?: Readonly<Record<string, { value: string; personId: string | null }>>
}

export interface TeamAudit {
  /** In the transaction of what it tells: neither is there without the other. */
  record(trx: Transaction<CloudTables>, entry: NewTeamEntry): Promise<void>
  /** Before entries in several teams' logs in one transaction, so that no two of those wait for each other. */
  hold(trx: Transaction<CloudTables>, teamIds: readonly string[]): Promise<void>
  /** The newest first. */
  read(teamId: string, page: { limit: number; cursor?: string | undefined }): Promise<{ items: TeamAuditEntry[]; next: string | null }>
  /** A part of a long log, from where the part before came to; `next` is null once its end is reached. */
  verify(teamId: string, cursor?: string): Promise<AuditVerdict>
}

export interface AuditVerdict {
  /** That hold, from the beginning. */
  entries: number
  brokenAt: number | null
  /** In this part. */
  deletedFields: number
  next: string | null
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  /** Entries that one call checks; default: 20,000, for which it takes a second or two. */
  verifiedAtOnce?: number
}

/** Entries of a log that are held in memory at once while it is checked. */
const atOnce = 500

/** A team's log: append-only, each entry's hash covers the one before. */
export function createTeamAudit({ db, clock, random, verifiedAtOnce = 20_000 }: Needs): TeamAudit {
  /** What the part before had come to. */
  async function chainUpTo(teamId: string, seq: number): Promise<ChainSoFar> {
    if (seq === 0) return nothingYet
    const [last] = await entriesFrom(db, teamId, { after: seq - 1 }, 1)
    if (last?.seq !== seq) throw strangeCursor()
    return { ...nothingYet, seq, hash: last.hash }
  }

  return {
    async record(trx, { teamId, action, actor, facts = {}, personal = {} }) {
      const head = await lockHead(trx, teamId)
      const seq = (head?.seq ?? 0) + 1
      const fields = Object.entries(personal).map(([field, { value, personId }]) => {
        const salt = Buffer.from(random.bytes(16)).toString('hex')
        return { team_id: teamId, seq, field, person_id: personId, salt, value }
      })
      const hashes = Object.fromEntries(fields.map(({ field, salt, value }) => [field, personalHash(salt, value)]))
      const whose = { team_id: teamId, seq, at: clock.now(), action, actor_kind: actor.kind, actor_id: actor.id }
      const previous = head?.hash ?? beginning
      const hash = entryHash({ ...whose, facts, personal: hashes, previous })
      await insertEntry(trx, { ...whose, facts: JSON.stringify(facts), personal: JSON.stringify(hashes), previous, hash }, fields)
    },
    async hold(trx, teamIds) {
      for (const teamId of [...new Set(teamIds)].sort()) await lockHead(trx, teamId)
    },
    async read(teamId, { limit, cursor }) {
      const before = numberIn(cursor) ?? Number.MAX_SAFE_INTEGER
      const entries = await entriesFrom(db, teamId, { before }, limit + 1)
      const items = entries.slice(0, limit).map(toView)
      return { items, next: entries.length > limit ? String(items.at(-1)?.seq) : null }
    },
    async verify(teamId, cursor) {
      let chain = await chainUpTo(teamId, numberIn(cursor) ?? 0)
      const until = chain.seq + verifiedAtOnce
      for (;;) {
        const limit = Math.min(atOnce, until - chain.seq)
        const entries = await entriesFrom(db, teamId, { after: chain.seq }, limit)
        for (const entry of entries) {
          const longer = withEntry(chain, entry)
          if (longer === undefined) return { entries: chain.seq, brokenAt: entry.seq, deletedFields: chain.deletedFields, next: null }
          chain = longer
        }
        const next = entries.length === limit && chain.seq === until ? String(chain.seq) : null
        if (entries.length < limit || next !== null) return { entries: chain.seq, brokenAt: null, deletedFields: chain.deletedFields, next }
      }
    },
  }
}

function toView({ seq, at, action, actor_kind, actor_id, facts, personal, kept, hash }: EntryWithPersonal): TeamAuditEntry {
  const values = Object.keys(personal).map((field) => [field, kept.find((one) => one.field === field)?.value ?? null])
  return { seq, at: toTimestamp(at), action, actor: { kind: actor_kind, id: actor_id }, facts, personal: Object.fromEntries(values), hash }
}
