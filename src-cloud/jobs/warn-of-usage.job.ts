import { limitWords, plans } from '@mylzip/shared/domain/plans.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { licensedTeams } from '../modules/licences/licences.repository.ts'
import type { LicencesService } from '../modules/licences/licences.service.ts'
import { monthOf } from '../modules/licences/usage.policy.ts'
import { insertWarning } from '../modules/licences/usage.repository.ts'
import type { TeamAudit } from '../modules/team-audit/team-audit.service.ts'
import type { CloudTables } from '../plugins/database/schema.ts'

interface Needs {
  db: Kysely<CloudTables>
  licences: LicencesService
  audit: TeamAudit
}

/** Teams looked at with one query. */
const batch = 100

/** Says once in the team's log that 80 or 100 % of what its plan has is used. Answers how many warnings there were. */
export async function warnOfUsage({ db, licences, audit }: Needs, now: Instant): Promise<number> {
  let warnings = 0
  let after: string | undefined
  do {
    const teams = await licensedTeams(db, now, after, batch)
    for (const { team_id } of teams) warnings += await warnTeam(team_id)
    after = teams.length < batch ? undefined : teams.at(-1)?.team_id
  } while (after !== undefined)
  return warnings

  async function warnTeam(teamId: string): Promise<number> {
    const { plan, licenceId, usage } = await licences.usage(teamId)
    let said = 0
    for (const { what, used, limit, warning } of usage) {
      if (warning === null || licenceId === null) continue
      const period = what === 'apiCalls' ? monthOf(now) : licenceId
      said += await db.transaction().execute(async (trx) => {
        if (!(await insertWarning(trx, { team_id: teamId, what, period, percent: warning, warned_at: now }))) return 0
        const facts = { what: limitWords[what], used, limit: limit ?? 0, percent: warning, plan: plans[plan].name }
        await audit.record(trx, { teamId, action: 'licence.usage-warned', actor: { kind: 'cloud', id: null }, facts })
        return 1
      })
    }
    return said
  }
}
