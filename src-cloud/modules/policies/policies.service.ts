import type { PolicyInForce, PolicyVersion } from '@mylzip/shared/cloud-api/policies.ts'
import { policyRefusal } from '@mylzip/shared/domain/fleet-policy.policy.ts'
import { type FleetPolicy, noPolicy } from '@mylzip/shared/domain/fleet-rules.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import { numberIn } from '../../plugins/cursors.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import type { TeamCaller } from '../teams/team-access.service.ts'
import { lockTeam } from '../teams/teams.repository.ts'
import { insertPolicy, newestPolicy, type PolicyRow, policiesOf } from './policies.repository.ts'

export interface PoliciesService {
  read(teamId: string): Promise<PolicyInForce>
  /** Refuses with POLICY_STOPS_RENEWALS, POLICY_UNUSABLE or POLICY_CHANGED. The same document again changes nothing. */
  set(caller: TeamCaller, basedOn: number, document: FleetPolicy): Promise<PolicyInForce>
  clear(caller: TeamCaller): Promise<PolicyInForce>
  versions(teamId: string, page: { limit: number; cursor?: string | undefined }): Promise<{ items: PolicyVersion[]; next: string | null }>
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  audit: TeamAudit
}

/** What teams want of their devices. Every version is kept; nothing that is in force depends on a licence. */
export function createPolicies({ db, clock, audit }: Needs): PoliciesService {
  function change({ teamId, actor }: TeamCaller, document: FleetPolicy, basedOn?: number): Promise<PolicyInForce> {
    return db.transaction().execute(async (trx) => {
      await lockTeam(trx, teamId)
      const before = await newestPolicy(trx, teamId)
      const version = before?.version ?? 0
      if (basedOn !== undefined && basedOn !== version) throw new Refusal('POLICY_CHANGED', { version, basedOn })
      if (isSame(before?.document ?? noPolicy, document)) return inForce(before)
      const row = { team_id: teamId, version: version + 1, document, actor_kind: actor.kind, actor_id: actor.id, created_at: clock.now() }
      await insertPolicy(trx, row)
      const action = isSame(document, noPolicy) ? 'policy.cleared' : 'policy.changed'
      await audit.record(trx, { teamId, action, actor, facts: { version: row.version } })
      return inForce(row)
    })
  }

  return {
    read: async (teamId) => inForce(await newestPolicy(db, teamId)),
    async set(caller, basedOn, document) {
      const refusal = policyRefusal(document)
      if (refusal) throw refusal
      return change(caller, document, basedOn)
    },
    clear: (caller) => change(caller, noPolicy),
    async versions(teamId, { limit, cursor }) {
      const rows = await policiesOf(db, teamId, numberIn(cursor, 9) ?? 1_000_000_000, limit + 1)
      const items = rows.slice(0, limit).map(({ version, document, actor_kind, actor_id, created_at }) => ({
        ...{ version, document, at: toTimestamp(created_at) },
        by: { kind: actor_kind, id: actor_id },
      }))
      return { items, next: rows.length > limit ? String(items.at(-1)?.version) : null }
    },
  }
}

function inForce(row: Pick<PolicyRow, 'version' | 'document' | 'created_at'> | undefined): PolicyInForce {
  if (row === undefined) return { version: 0, document: noPolicy, at: null }
  return { version: row.version, document: row.document, at: toTimestamp(row.created_at) }
}

/** The database gives the members of an object back in an order of its own. */
function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`
}
