import { randomUUID } from 'node:crypto'
import type { DeviceState } from '@mylzip/shared/cloud-api/device-state.ts'
import { day, hour, minute, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { missDevices } from '#cloud/jobs/dead-man.job.ts'
import { createTeamAudit } from '#cloud/modules/team-audit/team-audit.service.ts'
import { systemRandom } from '#cloud/plugins/random.adapter.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

describeOnEachDatabase('the dead-man’s switch', (test, under) => {
  const operatorMail = 'operators@myl.test'

  /** One look at the clock's time, as the job takes it every minute. */
  function look(at = under.cloud.clock.now()) {
    const { db } = under.database
    const audit = createTeamAudit({ db, clock: under.cloud.clock, random: systemRandom })
    return missDevices({ db, audit, outbox: under.cloud.outbox, random: systemRandom, operatorMail }, at)
  }
  /** The cloud has been up all the time, as one that is looked after is. */
  async function watchSince(ago: number) {
    const now = under.cloud.clock.now()
    await sql`DELETE FROM dead_man_watch`.execute(under.database.db)
    await under.database.db
      .insertInto('dead_man_watch')
      .values({ one: 1, began_at: now - ago, last_at: now })
      .execute()
  }
  async function newFleet() {
    const { teamId, slug, token } = await under.cloud.newTeam()
    const owner = await under.cloud.newPerson({ teamId, role: 'owner' })
    const member = await under.cloud.newPerson({ teamId, role: 'member' })
    await under.database.db.updateTable('people').set({ verified_at: 1 }).where('id', 'in', [owner.id, member.id]).execute()
    const device = await under.cloud.newDevice({ token })
    await device.accessToken()
    return { slug, owner, member, device, open: async () => (await owner.api.alerts.list({ team: slug })).items }
  }
  const mailsTo = async (email: string, name: string) => (await under.cloud.mailbox.to(email)).filter(({ text }) => text.includes(name))

  test('a device nothing is heard of raises one alert to the team’s admins and the operators, once, and it ends when it is back', async () => {
    const { device, owner, member, open } = await newFleet()
    const { name, deviceId } = device.enrolled
    await watchSince(30 * day)
    await look()
    expect(await open()).toEqual([])

    under.cloud.clock.pass(5 * day)
    await watchSince(30 * day)
    await Promise.all([look(), look()])
    await look()
    expect(await open()).toMatchObject([{ deviceId, device: name, matter: 'silent' }])
    expect(await mailsTo(owner.email, name)).toHaveLength(1)
    expect(await mailsTo(operatorMail, name)).toHaveLength(1)
    expect(await mailsTo(member.email, name)).toEqual([])

    await device.accessToken()
    await look()
    expect(await open()).toEqual([])
    const { rows } = await sql<{
      action: string
    }>`SELECT action FROM team_audit WHERE facts ->> 'deviceId' = ${deviceId} ORDER BY seq`.execute(under.database.db)
    expect(rows.map(({ action }) => action)).toEqual(['device.enrolled', 'alert.raised', 'alert.ended'])
  })

  test('a device that talks and does not renew is missed too, until it has renewed', async () => {
    const { device, open } = await newFleet()
    await device.api.deviceState.tell({ state: withCertificate(-70 * day) })
    await watchSince(30 * day)
    await look()
    expect(await open()).toMatchObject([{ matter: 'not-renewed' }])
    await device.api.deviceState.tell({ state: withCertificate(0) })
    await look()
    expect(await open()).toEqual([])
  })

  test('a fleet that is away as a whole is told of at one look, batch after batch, and is back as quickly', async () => {
    const { teamId, token } = await under.cloud.newTeam()
    const { enrolled } = await under.cloud.newDevice({ token })
    const { db } = under.database
    const first = await db.selectFrom('devices').selectAll().where('id', '=', enrolled.deviceId).executeTakeFirstOrThrow()
    const now = under.cloud.clock.now()
    const others = Array.from({ length: 249 }, (_, index) => {
      const label = `away${index}`
      const named = {
        label,
        name: `${label}.${first.name}`,
        name_key: `${first.name_key}.${label}`,
        public_key: `${first.public_key}${index}`,
      }
      return { ...first, ...named, id: randomUUID(), last_seen_at: now - 5 * day, created_at: now - 5 * day }
    })
    await db.insertInto('devices').values(others).execute()
    await watchSince(30 * day)
    expect(await look()).toMatchObject({ raised: 249 })
    const open = () => db.selectFrom('alerts').select('id').where('team_id', '=', teamId).where('ended_at', 'is', null).execute()
    expect(await open()).toHaveLength(249)
    await db.updateTable('devices').set({ last_seen_at: now }).where('team_id', '=', teamId).execute()
    expect(await look()).toMatchObject({ raised: 0, ended: 249 })
    expect(await open()).toEqual([])
  })

  test('nobody is missed while the cloud itself was away, until there was time to come back', async () => {
    const { open } = await newFleet()
    under.cloud.clock.pass(5 * day)
    expect(await look()).toMatchObject({ raised: 0 })
    for (let passed = 0; passed < hour; passed += 20 * minute) {
      expect(await open()).toEqual([])
      under.cloud.clock.pass(20 * minute)
      await look()
    }
    expect(await open()).toMatchObject([{ matter: 'silent' }])
  })

  test('a device that was released is nobody’s business any more', async () => {
    const { device, open } = await newFleet()
    under.cloud.clock.pass(5 * day)
    await watchSince(30 * day)
    await look()
    expect(await open()).toHaveLength(1)
    await under.cloud.devices.release(device.enrolled.deviceId)
    await look()
    expect(await open()).toEqual([])
  })

  function withCertificate(begun: number): DeviceState {
    const notBefore = under.cloud.clock.now() + begun
    const states = { issued: null, installed: null, bound: null, verified: null }
    const dates = { notBefore: toTimestamp(notBefore), notAfter: toTimestamp(notBefore + 90 * day) }
    const current = { serial: '0A', issuer: 'Test', ...dates, revokedAt: null, states, programs: [] }
    const about = { names: ['a.test'], kind: 'device' as const, directory: 'https://ca.test/dir', keyType: 'p-256' as const }
    return { version: '1', certificates: [{ ...about, autoRenewal: true, health: 'protected', current, renewal: null, failure: null }] }
  }
})
