import { plans } from '@mylzip/shared/domain/plans.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { createLicences, type LicencesService } from '../modules/licences/licences.service.ts'
import { createTeamAudit } from '../modules/team-audit/team-audit.service.ts'
import { findTeam } from '../modules/teams/teams.repository.ts'
import { systemClock } from '../plugins/clock.adapter.ts'
import { assertMigrated } from '../plugins/database/migrate.ts'
import type { OpenDatabase } from '../plugins/database/open-database.ts'
import { systemRandom } from '../plugins/random.adapter.ts'
import { readLicenceCommand } from './read-licence-command.ts'

interface Needs {
  licences: LicencesService
  team(slug: string): Promise<{ id: string; slug: string; name: string } | undefined>
  now: Instant
}

/** On a database that this version has migrated. Refuses with DATABASE_NOT_MIGRATED as well. */
export async function runLicenceCommand(args: readonly string[], { db }: Pick<OpenDatabase, 'db'>): Promise<string> {
  await assertMigrated(db)
  const needs = { db, clock: systemClock, random: systemRandom }
  const licences = createLicences({ ...needs, audit: createTeamAudit(needs) })
  return carryOutLicenceCommand(args, { licences, team: (slug) => findTeam(db, slug), now: systemClock.now() })
}

/** Carries out what an operator asks and answers what is said of it. Refuses with OPTION_INVALID or TEAM_UNKNOWN. */
export async function carryOutLicenceCommand(args: readonly string[], { licences, team, now }: Needs): Promise<string> {
  const command = readLicenceCommand(args, now)
  const found = await team(command.team)
  if (found === undefined) throw new Refusal('TEAM_UNKNOWN', { team: command.team })
  switch (command.does) {
    case 'grant': {
      const { plan, devices, endsAt } = command
      await licences.grant({ teamId: found.id, plan, devices, endsAt })
      return `${found.name} has ${plans[plan].name} for ${devices ?? 'all'} devices until ${toTimestamp(endsAt)}.`
    }
    case 'withdraw': {
      const withdrawn = await licences.withdraw(found.id)
      if (withdrawn.length === 0) return `${found.name} had no licence; nothing was changed.`
      return `Withdrawn from ${found.name}: ${withdrawn.map((plan) => plans[plan].name).join(', ')}.`
    }
    case 'show':
      return JSON.stringify({ team: found.slug, ...(await licences.view(found.id)) }, undefined, 2)
  }
}
