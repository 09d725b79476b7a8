import type { TeamLicence } from '@mylzip/shared/cloud-api/licences.ts'
import { type LimitName, type PlanName, plans, trial } from '@mylzip/shared/domain/plans.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, type Instant, timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { LicenceTable } from '../../plugins/database/tables/licences.ts'
import type { Random } from '../../plugins/random.port.ts'
import type { NewTeamEntry, TeamAudit } from '../team-audit/team-audit.service.ts'
import type { TeamCaller } from '../teams/team-access.service.ts'
import { insertLicence, licencesOf, withdrawLicences } from './licences.repository.ts'
import { standingOf } from './standing.policy.ts'
import { limitsOf, monthOf, type Usage, usageOf } from './usage.policy.ts'
import { apiCallsIn, countDevices, countMonitors, countOwnDomains } from './usage.repository.ts'

export interface Grant {
  teamId: string
  plan: LicenceTable['plan']
  /** null: all of the team's. */
  devices: number | null
  endsAt: Instant
}

export interface LicencesService {
  /** By an operator: billing does the same by this. */
  grant(grant: Grant): Promise<{ id: string }>
  /** Ends what the team has. Answers the plans that were withdrawn. */
  withdraw(teamId: string): Promise<PlanName[]>
  /** Refuses with TRIAL_USED, or LICENCE_HELD where the team has as much already. */
  beginTrial(caller: TeamCaller): Promise<TeamLicence>
  view(teamId: string): Promise<TeamLicence>
  usage(teamId: string): Promise<{ plan: PlanName; licenceId: string | null; usage: Usage[] }>
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  audit: TeamAudit
}

export function createLicences({ db, clock, random, audit }: Needs): LicencesService {
  const operator = { kind: 'operator', id: null } as const

  async function add(
    grant: Grant & { source: LicenceTable['source'] },
    entry: Pick<NewTeamEntry, 'action' | 'actor'>,
  ): Promise<string | undefined> {
    const { teamId, plan, devices, endsAt, source } = grant
    const id = random.uuid()
    const now = clock.now()
    const dates = { starts_at: now, ends_at: endsAt, withdrawn_at: null, created_at: now }
    return db.transaction().execute(async (trx) => {
      if (!(await insertLicence(trx, { id, team_id: teamId, plan, devices, source, ...dates }))) return undefined
      const facts = { plan, devices: devices ?? 'all', endsAt: toTimestamp(endsAt), licenceId: id }
      await audit.record(trx, { teamId, ...entry, facts })
      return id
    })
  }

  async function usage(teamId: string) {
    const now = clock.now()
    const { held } = standingOf(await licencesOf(db, teamId), now)
    const [devices, ownDomains, monitors, apiCalls] = await Promise.all([
      countDevices(db, teamId),
      countOwnDomains(db, teamId),
      countMonitors(db, teamId),
      apiCallsIn(db, teamId, monthOf(now)),
    ])
    const used: Record<LimitName, number> = { devices, ownDomains, monitors, apiCalls }
    return { plan: held?.plan ?? 'free', licenceId: held?.id ?? null, usage: usageOf(used, limitsOf(held)) }
  }

  async function view(teamId: string): Promise<TeamLicence> {
    const rows = await licencesOf(db, teamId)
    const { held } = standingOf(rows, clock.now())
    const began = rows.find(({ source }) => source === 'trial')?.starts_at ?? null
    return {
      plan: held?.plan ?? 'free',
      licence: held && { plan: held.plan, devices: held.devices, endsAt: toTimestamp(held.endsAt) },
      trial: { available: began === null && held === null, beganAt: timestampOrNull(began) },
      usage: (await usage(teamId)).usage,
    }
  }

  return {
    async grant(grant) {
      const id = await add({ ...grant, source: 'operator' }, { action: 'licence.granted', actor: operator })
      if (id === undefined) throw new Error('a licence with a new id was there already')
      return { id }
    },
    withdraw: (teamId) =>
      db.transaction().execute(async (trx) => {
        const withdrawn = await withdrawLicences(trx, teamId, clock.now())
        for (const { id, plan } of withdrawn)
          await audit.record(trx, { teamId, action: 'licence.withdrawn', actor: operator, facts: { plan, licenceId: id } })
        return withdrawn.map(({ plan }) => plan)
      }),
    async beginTrial({ teamId, actor }) {
      const rows = await licencesOf(db, teamId)
      const { held } = standingOf(rows, clock.now())
      refuseUsedTrial(rows)
      if (held !== null) throw new Refusal('LICENCE_HELD', { plan: plans[held.plan].name })
      const endsAt = clock.now() + trial.days * day
      const grant = { teamId, plan: trial.plan, devices: null, endsAt, source: 'trial' } as const
      if ((await add(grant, { action: 'licence.trial-begun', actor })) === undefined) refuseUsedTrial(await licencesOf(db, teamId))
      return view(teamId)
    },
    view,
    usage,
  }
}

function refuseUsedTrial(rows: readonly { source: LicenceTable['source']; starts_at: Instant }[]): void {
  const used = rows.find(({ source }) => source === 'trial')
  if (used) throw new Refusal('TRIAL_USED', { beganAt: toTimestamp(used.starts_at) })
}
