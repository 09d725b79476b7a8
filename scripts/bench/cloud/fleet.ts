import type { DeviceState } from '@mylzip/shared/cloud-api/device-state.ts'
import { day } from '@mylzip/shared/domain/time.ts'
import { type Kysely, sql } from 'kysely'
import { createApiTokens } from '../../../src-cloud/modules/api-tokens/api-tokens.service.ts'
import type { CloudTables } from '../../../src-cloud/plugins/database/schema.ts'
import { systemRandom } from '../../../src-cloud/plugins/random.adapter.ts'

/** A device that is asked about, with a token of its team's that may read and command. */
export interface AskedDevice {
  id: string
  apiToken: string
}

/** Those of five teams, in turn; the other teams only fill the tables. */
export type Fleet = readonly AskedDevice[]

const teamsAsked = 5
const devicesOfATeam = 200
/** In one statement. */
const teamsAtOnce = 100

/** So many devices in the database, each with the certificate it has told of: by the million they can only be had alike. */
export async function settleFleet(db: Kysely<CloudTables>, devices: number): Promise<Fleet> {
  const teams = Math.ceil(devices / devicesOfATeam)
  for (let first = 0; first < teams; first += teamsAtOnce) {
    await settleTeams(db, { first, teams: Math.min(teamsAtOnce, teams - first), devicesEach: devicesOfATeam })
  }
  await sql`VACUUM ANALYZE`.execute(db)
  const asked = await Promise.all(Array.from({ length: Math.min(teams, teamsAsked) }, (_, team) => devicesOf(db, `team-${team}`)))
  return Array.from({ length: devicesOfATeam }, (_, at) => asked.flatMap((team) => team[at] ?? [])).flat()
}

async function devicesOf(db: Kysely<CloudTables>, slug: string): Promise<AskedDevice[]> {
  const { id: teamId } = await db.selectFrom('teams').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
  const tokens = createApiTokens({ db, clock: { now: Date.now }, random: systemRandom })
  const scopes = ['devices:read', 'devices:command'] as const
  const { secret } = await tokens.create({ teamId, name: 'bench', role: 'admin', scopes, createdBy: null, expiresAt: null })
  const rows = await db.selectFrom('devices').select('id').where('team_id', '=', teamId).execute()
  return rows.map(({ id }) => ({ id, apiToken: secret }))
}

/** Teams `team-<first>` and on, each with a licence for all of its devices, and with devices `d1` and on. */
async function settleTeams(db: Kysely<CloudTables>, part: { first: number; teams: number; devicesEach: number }): Promise<void> {
  const { first, teams, devicesEach } = part
  const now = Date.now()
  const these = sql`(SELECT id, slug FROM teams JOIN generate_series(${first}::integer, ${first + teams - 1}::integer) AS n ON slug = 'team-' || n)`
  await sql`
    INSERT INTO teams (id, slug, name, created_at)
    SELECT gen_random_uuid(), 'team-' || n, 'Team ' || n, ${now}::bigint
    FROM generate_series(${first}::integer, ${first + teams - 1}::integer) AS n`.execute(db)
  await sql`
    INSERT INTO licences (id, team_id, plan, source, starts_at, ends_at, created_at)
    SELECT gen_random_uuid(), id, 'enterprise', 'operator', ${now - day}::bigint, ${now + 365 * day}::bigint, ${now}::bigint
    FROM ${these} AS team`.execute(db)
  await sql`
    INSERT INTO enrolment_tokens (id, team_id, token_hash, max_uses, uses, expires_at, created_at)
    SELECT gen_random_uuid(), id, slug, ${devicesEach}::integer, ${devicesEach}::integer, ${now + day}::bigint, ${now}::bigint
    FROM ${these} AS team`.execute(db)
  await sql`
    WITH settled AS (
      INSERT INTO devices (id, team_id, label, name, name_key, public_key, enrolment_token_id, created_at, last_seen_at, zone)
      SELECT gen_random_uuid(), team.id, 'd' || n, 'd' || n || '.' || slug || '.myl.test', 'test.myl.' || slug || '.d' || n,
        md5(slug || n), token.id, ${now}::bigint, ${now}::bigint, 'myl.test'
      FROM ${these} AS team JOIN enrolment_tokens AS token ON token.team_id = team.id
      CROSS JOIN generate_series(1, ${devicesEach}::integer) AS n
      RETURNING id
    )
    INSERT INTO device_states (device_id, state, told_at, overdue_at)
    SELECT id, ${JSON.stringify(stateOf(now))}::jsonb, ${now}::bigint, ${now + 60 * day}::bigint FROM settled`.execute(db)
}

function stateOf(now: number): DeviceState {
  const at = new Date(now).toISOString()
  const later = (days: number) => new Date(now + days * day).toISOString()
  const states = { issued: at, installed: at, bound: at, verified: at }
  const programs = [{ label: 'The device’s page', address: '127.0.0.1:443', verifiedAt: at, trust: 'root' as const }]
  return {
    version: '0.1.0',
    certificates: [
      {
        names: ['d.team.myl.test'],
        kind: 'device',
        directory: 'https://acme-v02.api.letsencrypt.org/directory',
        keyType: 'p-256',
        autoRenewal: true,
        health: 'protected',
        current: { serial: '0A1B2C', issuer: 'Bench', notBefore: at, notAfter: later(45), revokedAt: null, states, programs },
        renewal: { at: later(30), reason: 'ari-window' },
        failure: null,
      },
    ],
  }
}
