import { randomUUID } from 'node:crypto'
import { second } from '@mylzip/shared/domain/time.ts'
import { sql } from 'kysely'
import { expect, onTestFinished } from 'vitest'
import { createGiveCommand } from '#cloud/modules/ssl/give-command.service.ts'
import { findDevice, type KnownDevice } from '#cloud/modules/ssl/ssl-devices.repository.ts'
import { createTeamAudit } from '#cloud/modules/team-audit/team-audit.service.ts'
import type { TeamCaller } from '#cloud/modules/teams/team-access.service.ts'
import { systemRandom } from '#cloud/plugins/random.adapter.ts'
import { refusalOf, type TestDevice } from '../../support/cloud-device.ts'
import type { TestPerson } from '../../support/cloud-person.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { teamDevices } from '../../support/team-devices.ts'

describeOnEachDatabase('devices that leave their team or are replaced', (test, under) => {
  const { newDevice, newTeam, exchange, actionsOf } = teamDevices(under)

  test('are released: shut out at once, their commands over, their name gone from the DNS', async () => {
    const { token, slug: team, person } = await newTeam()
    const device = await under.cloud.newDevice({ token, label: 'till' })
    const { deviceId, name } = device.enrolled
    await device.api.dns.publishAddresses({ addresses: ['10.0.0.1'] })
    const { id: operationId } = await person.api.ssl.renewCertificate({ deviceId })
    expect(await person.api.teamDevices.release({ team, device: deviceId })).toEqual({ deviceId, name })
    expect(await refusalOf(device.api.devices.auditHeads())).toMatchObject({ code: 'ACCESS_TOKEN_INVALID' })
    expect(await refusalOf(exchange(device))).toMatchObject({ code: 'DEVICE_UNKNOWN' })
    expect(await person.api.ssl.operation({ operationId })).toMatchObject({ state: 'failed', failure: { code: 'DEVICE_LEFT_TEAM' } })
    expect(await under.database.db.selectFrom('dns_records').selectAll().where('device_id', '=', deviceId).execute()).toEqual([])
    expect(await refusalOf(person.api.teamDevices.release({ team, device: deviceId }))).toMatchObject({ code: 'DEVICE_NOT_IN_TEAM' })
    expect(await refusalOf(newDevice().enrol(token, 'till'))).toMatchObject({ code: 'LABEL_TAKEN' })
    // Its own team may give the name to a machine again, by a token that is for it.
    const { secret } = await person.api.teamDevices.reenrol({ team, device: deviceId })
    expect(await newDevice().enrol(secret)).toMatchObject({ deviceId, name })
    expect(await actionsOf(person, team)).toEqual(
      expect.arrayContaining(['device.released', 're-enrolment-token.created', 'device.replaced']),
    )
  })

  test('are replaced after they were installed anew: same name and commands, another key, another log', async () => {
    const { token, slug: team, person } = await newTeam()
    const before = await under.cloud.newDevice({ token })
    const { deviceId } = before.enrolled
    await before.api.devices.anchorAudit({ head: before.signHead(1, 'a'.repeat(64)) })
    await before.api.dns.permitAccounts({
      directoryUrl: 'https://ca.test/directory',
      accountUris: ['https://ca.test/acct/1'],
      caaIdentities: ['ca.test'],
    })
    const { id } = await person.api.ssl.renewCertificate({ deviceId })
    const { secret } = await person.api.teamDevices.reenrol({ team, device: deviceId })
    const after = newDevice()
    expect(await after.enrol(secret)).toEqual(before.enrolled)
    expect(await after.enrol(secret)).toEqual(before.enrolled)
    expect(await refusalOf(newDevice().enrol(secret))).toMatchObject({ code: 'ENROLMENT_TOKEN_USED_UP' })
    // The one before: neither its token of a moment ago nor its key.
    expect(await refusalOf(before.api.devices.auditHeads())).toMatchObject({ code: 'ACCESS_TOKEN_INVALID' })
    expect(await refusalOf(exchange(before))).toMatchObject({ code: 'ASSERTION_INVALID' })
    expect((await after.api.commands.wait({ after: 0, waitSeconds: 0 })).commands).toMatchObject([{ id }])
    await after.api.devices.anchorAudit({ head: after.signHead(1, 'b'.repeat(64)) })
    const { db } = under.database
    expect(await db.selectFrom('caa_records').selectAll().where('device_id', '=', deviceId).execute()).toEqual([])
    expect(await db.selectFrom('former_audit_heads').select(['seq', 'enrolment']).where('device_id', '=', deviceId).execute()).toEqual([
      { seq: 1, enrolment: 1 },
    ])
  })

  test('are replaced only as they were when the token for it was made: not once another took the place, or it was released or lost', async () => {
    const { token, slug: team, person } = await newTeam()
    const tokensFor = async (device: string) => {
      const secrets = [await person.api.teamDevices.reenrol({ team, device }), await person.api.teamDevices.reenrol({ team, device })]
      under.cloud.clock.pass(second)
      return secrets.map(({ secret }) => secret) as [string, string]
    }
    const places = await Promise.all([1, 2, 3].map(() => under.cloud.newDevice({ token })))
    const [taken, released, lost] = places.map(({ enrolled }) => enrolled.deviceId) as [string, string, string]
    const [used, stale] = await tokensFor(taken)
    await newDevice().enrol(used)
    const [early] = await tokensFor(released)
    await person.api.teamDevices.release({ team, device: released })
    const [found] = await tokensFor(lost)
    await person.api.ssl.revokeCertificate({ params: { deviceId: lost }, query: { lost: 'true' } })
    const { db } = under.database
    await db.updateTable('operations').set({ state: 'succeeded' }).where('device_id', '=', lost).execute()
    for (const secret of [stale, early, found])
      expect(await refusalOf(newDevice().enrol(secret))).toMatchObject({ code: 'ENROLMENT_TOKEN_INVALID' })
    for (const device of [taken, released, lost]) await newDevice().enrol((await tokensFor(device))[0])
  })

  test('are told of anew after another machine took their place: what was told of the one before is over', async () => {
    const { token, slug: team, person } = await newTeam()
    const device = await under.cloud.newDevice({ token })
    const [machine, other] = ['m'.repeat(43), 'n'.repeat(43)]
    const copied = async (one: TestDevice) => {
      await exchange(one, { machine })
      expect(await refusalOf(exchange(one, { machine: other }))).toMatchObject({ code: 'DEVICE_CLONED' })
    }
    await copied(device)
    const { secret } = await person.api.teamDevices.reenrol({ team, device: device.enrolled.deviceId })
    const after = newDevice()
    await after.enrol(secret)
    expect((await person.api.alerts.list({ team })).items).toEqual([])
    await copied(after)
    expect((await person.api.alerts.list({ team })).items).toMatchObject([{ matter: 'cloned', deviceId: device.enrolled.deviceId }])
    expect((await actionsOf(person, team)).filter((action) => action.startsWith('alert.'))).toEqual([
      'alert.raised',
      'alert.ended',
      'alert.raised',
    ])
  })

  test('are given no command that was on its way while they left the team', async () => {
    const { db } = under.database
    const clock = under.cloud.clock
    const audit = createTeamAudit({ db, clock, random: systemRandom })
    const give = createGiveCommand({ db, clock, random: systemRandom, audit, publishing: { changed: async () => undefined } })
    const { token, teamId, slug, person } = await newTeam()
    const { deviceId } = (await under.cloud.newDevice({ token })).enrolled
    const found = (await findDevice(db, deviceId)) as KnownDevice
    const caller: TeamCaller = { teamId, slug, name: slug, role: 'admin', actor: { kind: 'person', id: person.id }, licences: [] }
    const order = { kind: 'renew', certificate: null } as const
    const command = { caller, order, entry: { action: 'certificate.renewal-asked' }, idempotencyKey: undefined } as const
    const refusal = { code: 'DEVICE_NOT_FOUND' }
    await expect(give({ ...command, device: { ...found, teamId: randomUUID() } })).rejects.toMatchObject(refusal)
    await under.cloud.devices.release(deviceId)
    await expect(give({ ...command, device: found })).rejects.toMatchObject(refusal)
    expect(await db.selectFrom('operations').selectAll().where('device_id', '=', deviceId).execute()).toEqual([])
  })

  test('leave while a report on a command, or the end of an alert, is written down: neither waits for the other for ever', async () => {
    const other = under.database.again?.()
    if (other === undefined) return
    onTestFinished(() => other.close())
    const audit = createTeamAudit({ db: other.db, clock: under.cloud.clock, random: systemRandom })
    const [from, to] = [await newTeam(), await newTeam()]
    const member = { teamId: to.teamId, personId: from.person.id, email: from.person.email, role: 'admin' } as const
    await under.cloud.teams.addMember(member, { kind: 'operator', id: null })
    const device = { device: (await under.cloud.newDevice({ token: from.token })).enrolled.deviceId }
    const waiting = async () => {
      const { rows } = await sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(
        other.db,
      )
      return rows.length
    }
    const leaves = [
      { table: 'operations', team: from, leave: () => from.person.api.teamDevices.transfer({ ...device, team: from.slug, to: to.slug }) },
      { table: 'alerts', team: to, leave: () => from.person.api.teamDevices.release({ ...device, team: to.slug }) },
    ] as const
    for (const { table, team, leave } of leaves) {
      const moment = under.cloud.clock.now()
      await from.person.api.ssl.renewCertificate({ deviceId: device.device })
      const alert = { id: randomUUID(), team_id: team.teamId, device_id: device.device, matter: 'silent' } as const
      await other.db
        .insertInto('alerts')
        .values({ ...alert, since: moment, raised_at: moment, ended_at: null })
        .execute()
      let leaving: Promise<unknown> = Promise.resolve()
      await other.db.transaction().execute(async (trx) => {
        await trx.selectFrom(table).select('id').where('device_id', '=', device.device).forUpdate().execute()
        leaving = leave()
        leaving.catch(() => undefined)
        await expect.poll(waiting, { timeout: 5_000 }).toBe(1)
        await audit.hold(trx, [team.teamId])
      })
      await leaving
    }
  })

  test('go to another team with another name, and nobody gets the one before', async () => {
    const [from, to] = [await newTeam(), await newTeam()]
    const device = await under.cloud.newDevice({ token: from.token, label: 'till' })
    const { deviceId, name } = device.enrolled
    await device.api.dns.publishAddresses({ addresses: ['10.0.0.1'] })
    await device.api.dns.delegate({ name: 'www.customer.test' })
    const move = (person: TestPerson, wish: object = {}) =>
      person.api.teamDevices.transfer({ team: from.slug, device: deviceId, to: to.slug, ...wish })
    expect(await refusalOf(move(from.person))).toMatchObject({ code: 'TEAM_NOT_FOUND' })
    const both = await under.cloud.newPerson({ teamId: from.teamId, role: 'admin' })
    await under.cloud.teams.addMember(
      { teamId: to.teamId, personId: both.id, email: both.email, role: 'admin' },
      { kind: 'operator', id: null },
    )
    await under.cloud.newDevice({ token: to.token, label: 'till' })
    expect(await refusalOf(move(both))).toMatchObject({ code: 'LABEL_TAKEN', status: 409 })
    const moved = await move(both, { label: 'till-2' })
    expect(moved).toMatchObject({ deviceId, name: `till-2.${to.slug}.myl.test` })

    expect(await refusalOf(device.api.dns.publishChallenge({ name, value: 'x'.repeat(43) }))).toMatchObject({ code: 'NAME_NOT_YOURS' })
    expect((await exchange(device)).device).toMatchObject({ name: moved.name, team: { slug: to.slug } })
    expect(await under.database.db.selectFrom('dns_records').selectAll().where('device_id', '=', deviceId).execute()).toEqual([])
    expect(await under.database.db.selectFrom('delegations').selectAll().where('device_id', '=', deviceId).execute()).toEqual([])
    expect(await refusalOf(newDevice().enrol(from.token, 'till'))).toMatchObject({ code: 'LABEL_TAKEN' })
    expect(await refusalOf(move(both))).toMatchObject({ code: 'DEVICE_NOT_IN_TEAM' })
    expect(await actionsOf(from.person, from.slug)).toContain('device.transferred-away')
    expect(await actionsOf(to.person, to.slug)).toContain('device.transferred-here')
  })
})
