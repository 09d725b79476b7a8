import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { recordOperationEnd } from '../modules/commands/operation-end.service.ts'
import { lockExpired, removeEndedBefore, updateOperation } from '../modules/commands/operations.repository.ts'
import type { TeamAudit } from '../modules/team-audit/team-audit.service.ts'
import type { CloudTables } from '../plugins/database/schema.ts'

/** Held at once; the others come at the next run. */
const batch = 100
/** How long one can look up what became of a command. */
const kept = 365 * day

/** Gives up what nobody carried out in time, and says so in the team's log. Answers how many there were. */
export async function expireOperations(db: Kysely<CloudTables>, audit: TeamAudit, now: Instant): Promise<number> {
  const expired = await db.transaction().execute(async (trx) => {
    const overdue = await lockExpired(trx, now, batch)
    // In one order: two instances that need two teams' logs do not wait for each other.
    for (const operation of overdue.toSorted((one, other) => one.team_id.localeCompare(other.team_id))) {
      await updateOperation(trx, operation.id, { state: 'expired', ended_at: now })
      await recordOperationEnd(audit, trx, operation, { state: 'expired' }, { kind: 'cloud', id: null })
    }
    return overdue.length
  })
  await removeEndedBefore(db, now - kept)
  return expired
}
