import type { OperationState } from '@mylzip/shared/domain/operation-states.policy.ts'
import type { Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { storableJson } from '../../plugins/database/storable.ts'
import type { NewTeamEntry, TeamAudit } from '../team-audit/team-audit.service.ts'
import type { OperationChange } from './operation-report.policy.ts'
import { type OperationRow, updateOperation } from './operations.repository.ts'

const actions = { succeeded: 'operation.succeeded', failed: 'operation.failed', expired: 'operation.expired' } as const

/** Writes into the team's log how an operation ended. */
export async function recordOperationEnd(
  audit: TeamAudit,
  trx: Transaction<CloudTables>,
  { id, team_id, kind }: Pick<OperationRow, 'id' | 'team_id' | 'kind'>,
  { state, failure }: { state: OperationState; failure?: { code: string } | undefined },
  actor: NewTeamEntry['actor'],
): Promise<void> {
  if (state !== 'succeeded' && state !== 'failed' && state !== 'expired') return
  const facts = { operationId: id, kind, ...(failure && { code: failure.code }) }
  await audit.record(trx, { teamId: team_id, action: actions[state], actor, facts })
}

/** Writes down what a report changes of an operation that is held, and in the team's log how it ended. */
export async function changeOperation(
  audit: TeamAudit,
  trx: Transaction<CloudTables>,
  known: Pick<OperationRow, 'id' | 'team_id' | 'kind'>,
  change: OperationChange,
  actor: NewTeamEntry['actor'],
): Promise<void> {
  const { progress, result, failure, ...rest } = change
  await updateOperation(trx, known.id, {
    ...rest,
    ...(progress && { progress: storableJson(progress) }),
    ...(result && { result: storableJson(result) }),
    ...(failure && { failure: storableJson(failure) }),
  })
  await recordOperationEnd(audit, trx, known, change, actor)
}
