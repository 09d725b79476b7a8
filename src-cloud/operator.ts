import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { createLicences } from './modules/licences/licences.service.ts'
import { createTeamAudit } from './modules/team-audit/team-audit.service.ts'
import { findTeam } from './modules/teams/teams.repository.ts'
import { operate } from './operator/operate.ts'
import { systemClock } from './plugins/clock.adapter.ts'
import { migrate } from './plugins/database/migrate.ts'
import { openPostgres } from './plugins/database/postgres.ts'
import { readDatabaseUrl } from './plugins/environment.ts'
import { createLog } from './plugins/log.adapter.ts'
import { systemRandom } from './plugins/random.adapter.ts'

// node operator.js licence grant|withdraw|show TEAM …: what an operator does by hand (docs/cloud/licences.md).
try {
  const { db, close } = openPostgres(readDatabaseUrl(process.env), createLog('error'))
  try {
    await migrate(db)
    const needs = { db, clock: systemClock, random: systemRandom }
    const licences = createLicences({ ...needs, audit: createTeamAudit(needs) })
    const team = (slug: string) => findTeam(db, slug)
    const said = await operate(process.argv.slice(2), { licences, team, now: systemClock.now() })
    process.stdout.write(`${said}\n`)
  } finally {
    await close()
  }
} catch (error) {
  process.stderr.write(`${isRefusal(error) ? `${error.code}: ${error.message}` : (error as Error).stack}\n`)
  process.exit(1)
}
