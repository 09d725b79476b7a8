import { randomUUID } from 'node:crypto'
import { deviceLooksOf, looksOf } from '@mylzip/shared/domain/label-looks.policy.ts'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { purge } from '#cloud/jobs/purge.job.ts'
import { parseInt8 } from '#cloud/plugins/database/integers.ts'
import { migrate } from '#cloud/plugins/database/migrate.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

describeOnEachDatabase('the cloud’s database', (test, under) => {
  test('may be migrated by several instances at once, and again', async () => {
    const { db, again } = under.database
    await sql`DROP SCHEMA public CASCADE`.execute(db)
    await sql`CREATE SCHEMA public`.execute(db)
    const others = again ? [again(), again(), again()] : []
    await Promise.all([db, ...others.map((other) => other.db)].map((one) => migrate(one)))
    await migrate(db)
    await Promise.all(others.map((other) => other.close()))
    expect(await db.selectFrom('teams').selectAll().execute()).toEqual([])
  })

  test('gives moments and counts as exact numbers, and fails rather than round', async () => {
    const { rows } = await sql<{ at: number; count: number }>`SELECT 1795503600123::bigint AS at, count(*) AS count FROM teams`.execute(
      under.database.db,
    )
    expect(rows).toEqual([{ at: 1_795_503_600_123, count: 0 }])
    expect(() => parseInt8('9007199254740993')).toThrow(RangeError)
  })

  test('knows how labels look that were given before that was compared', async () => {
    const { db } = under.database
    const { teamId } = await under.cloud.newTeam()
    const slugs = ['vvave-rn', 'a-1-1', 'r-n0-1l', 'plain']
    const labels = ['ti11-1', 'floor1-12', 'floor11-2', 'r-n', 'k7f3q9bd']
    await sql`DROP TABLE slug_looks, device_label_looks, device_names, fleet_policies`.execute(db)
    await sql`DELETE FROM kysely_migration WHERE name IN ('0017-labels', '0020-looks-written-out')`.execute(db)
    const made = { name: 'x', created_at: 0 }
    await db
      .insertInto('teams')
      .values(slugs.map((slug) => ({ id: randomUUID(), slug, ...made })))
      .execute()
    const { id: enrolment_token_id } = await db.selectFrom('enrolment_tokens').select('id').executeTakeFirstOrThrow()
    const device = { team_id: teamId, enrolment_token_id, created_at: 0, last_seen_at: null, released_at: null, zone: null }
    const row = (label: string) => ({ ...device, id: randomUUID(), label, name: label, name_key: label, public_key: label })
    await db.insertInto('devices').values(labels.map(row)).execute()
    await migrate(db)
    const known = await db.selectFrom('slug_looks').select(['slug', 'look']).where('slug', 'in', slugs).execute()
    // Those that were compared by before are there as well, for instances of the version before.
    expect(known).toEqual(expect.arrayContaining(slugs.flatMap((slug) => looksOf(slug).map((look) => ({ slug, look })))))
    const devices = await db.selectFrom('device_label_looks').select(['label', 'look']).where('team_id', '=', teamId).execute()
    expect(devices).toEqual(expect.arrayContaining(labels.flatMap((label) => deviceLooksOf(label).map((look) => ({ label, look })))))
  })

  test('finds names and what lies below them by an index, however many there are', async () => {
    await under.database.db.connection().execute(async (db) => {
      await sql`SET enable_seqscan = off`.execute(db)
      for (const condition of [`name_key = 'a.b'`, `name_key >= 'a.b.' AND name_key < 'a.b/'`]) {
        for (const table of ['dns_records', 'devices']) {
          const { rows } = await sql.raw<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT FROM ${table} WHERE ${condition}`).execute(db)
          expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Cond: .*name_key/)
        }
      }
      await sql`RESET enable_seqscan`.execute(db)
    })
  })

  const noDevice = '00000000-0000-4000-8000-000000000000'
  const looks: [string, string, string][] = [
    ['operations', `state IN ('succeeded', 'failed', 'expired') AND ended_at < 1`, 'ended_at'],
    ['device_certificates', 'not_after <= 1', 'not_after'],
    ['enrolment_tokens', `replaces_device_id = '${noDevice}' AND revoked_at IS NULL`, 'replaces_device_id'],
    ['devices', `team_id = '${noDevice}' AND label = 'b'`, 'label'],
    ['status_reports', 'received_at < 1', 'received_at'],
  ]
  test('is purged, and looked through for one device, by an index', async () => {
    await under.database.db.connection().execute(async (db) => {
      await sql`SET enable_seqscan = off`.execute(db)
      for (const [table, condition, column] of looks) {
        const { rows } = await sql.raw<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT FROM ${table} WHERE ${condition}`).execute(db)
        expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(new RegExp(`Index Cond: .*${column}`))
      }
      await sql`RESET enable_seqscan`.execute(db)
    })
  })

  test('is purged of what has expired, and of nothing else', async () => {
    const device = await under.cloud.newDevice()
    const { name } = device.enrolled
    await device.api.dns.publishAddresses({ addresses: ['10.0.0.1'] })
    await device.api.dns.publishChallenge({ name, value: 'x'.repeat(43) })
    const { db } = under.database
    const soon = under.cloud.clock.now() + 60_000
    const later = under.cloud.clock.now() + 2 * 3_600_000
    const publishing = { changed: async () => undefined }
    expect(await purge(db, soon - 60_000, publishing)).toEqual({ records: 0, assertions: 0 })
    expect(await purge(db, later, publishing)).toEqual({ records: 1, assertions: 1 })
    expect(await db.selectFrom('dns_records').select('value').execute()).toEqual([{ value: '10.0.0.1' }])
  })
})
