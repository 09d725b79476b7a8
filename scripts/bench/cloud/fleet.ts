import { randomUUID } from 'node:crypto'
import type { DeviceState } from '@mylzip/shared/cloud-api/device-state.ts'
import { day } from '@mylzip/shared/domain/time.ts'
import { type Kysely, sql } from 'kysely'
import { createApiTokens } from '../../../src-cloud/modules/api-tokens/api-tokens.service.ts'
import type { CloudTables } from '../../../src-cloud/plugins/database/schema.ts'
import { systemRandom } from '../../../src-cloud/plugins/random.adapter.ts'

export interface Fleet {
  /** Devices of the one team whose token is used. */
  deviceIds: string[]
  /** May read and command. */
  apiToken: string
}

/** Of one team; the others' devices only fill the tables. */
const ofTheTeam = 1_000
const devicesOfATeam = 200

/** So many devices in the database, each with the certificate it has told of: all in the same form, as nothing else can be had by the million. */
export async function settleFleet(db: Kysely<CloudTables>, devices: number): Promise<Fleet> {
  const teamId = await newTeam(db, 'measured')
  await settleDevices(db, { teamId, slug: 'measured', count: Math.min(devices, ofTheTeam) })
  const others = Math.max(0, devices - ofTheTeam)
  for (let at = 0; at * devicesOfATeam * 50 < others; at++)
    await settleTeams(db, at, Math.min(50, Math.ceil(others / devicesOfATeam) - at * 50))
  await sql`ANALYZE`.execute(db)
  const tokens = createApiTokens({ db, clock: { now: Date.now }, random: systemRandom })
  const scopes = ['devices:read', 'devices:command'] as const
  const { secret } = await tokens.create({ teamId, name: 'bench', role: 'admin', scopes, createdBy: null, expiresAt: null })
  const rows = await db.selectFrom('devices').select('id').where('team_id', '=', teamId).execute()
  return { deviceIds: rows.map(({ id }) => id), apiToken: secret }
}

async function settleTeams(db: Kysely<CloudTables>, part: number, teams: number): Promise<void> {
  for (let at = 0; at < teams; at++) {
    const slug = `other-${part}-${at}`
    await settleDevices(db, { teamId: await newTeam(db, slug), slug, count: devicesOfATeam })
  }
}

async function newTeam(db: Kysely<CloudTables>, slug: string): Promise<string> {
  const id = randomUUID()
  const now = Date.now()
  await db.insertInto('teams').values({ id, slug, name: slug, created_at: now }).execute()
  const dates = { starts_at: now - day, ends_at: now + 365 * day, withdrawn_at: null, created_at: now }
  const licence = { id: randomUUID(), team_id: id, plan: 'enterprise' as const, devices: null, source: 'operator' as const }
  await db
    .insertInto('licences')
    .values({ ...licence, ...dates })
    .execute()
  return id
}

async function settleDevices(
  db: Kysely<CloudTables>,
  { teamId, slug, count }: { teamId: string; slug: string; count: number },
): Promise<void> {
  const now = Date.now()
  const tokenId = randomUUID()
  const token = { id: tokenId, team_id: teamId, token_hash: tokenId, max_uses: count, uses: count, expires_at: now + day, revoked_at: null }
  await db
    .insertInto('enrolment_tokens')
    .values({ ...token, created_at: now })
    .execute()
  const name = sql`'d' || n || ${`.${slug}.myl.test`}::text`
  const nameKey = sql`${`test.myl.${slug}.d`}::text || n`
  await sql`
    INSERT INTO devices (id, team_id, label, name, name_key, public_key, enrolment_token_id, created_at, last_seen_at, zone)
    SELECT gen_random_uuid(), ${teamId}::uuid, 'd' || n, ${name}, ${nameKey}, md5(${slug}::text || n), ${tokenId}::uuid, ${now}::bigint, ${now}::bigint, 'myl.test'
    FROM generate_series(1, ${count}::integer) AS n`.execute(db)
  await sql`
    INSERT INTO device_states (device_id, state, told_at, overdue_at)
    SELECT id, ${JSON.stringify(stateOf(slug, now))}::jsonb, ${now}::bigint, ${now + 60 * day}::bigint
    FROM devices WHERE team_id = ${teamId}::uuid`.execute(db)
}

function stateOf(slug: string, now: number): DeviceState {
  const at = new Date(now).toISOString()
  const later = (days: number) => new Date(now + days * day).toISOString()
  const states = { issued: at, installed: at, bound: at, verified: at }
  const programs = [{ label: 'The device’s page', address: '127.0.0.1:443', verifiedAt: at, trust: 'root' as const }]
  return {
    version: '0.1.0',
    certificates: [
      {
        names: [`a.${slug}.myl.test`],
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
