import { randomUUID, sign } from 'node:crypto'
import { keyChangeText } from '@mylzip/shared/cloud-api/devices.ts'
import { minute, second } from '@mylzip/shared/domain/time.ts'
import { expect } from 'vitest'
import { refusalOf, type TestDevice } from '../../support/cloud-device.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { teamDevices } from '../../support/team-devices.ts'

describeOnEachDatabase('a team’s devices', (test, under) => {
  const { newDevice, newTeam, exchange, actionsOf } = teamDevices(under)

  test('are listed by name, part by part, with when they were last heard of', async () => {
    const { token, slug: team, person } = await newTeam()
    const devices = [await under.cloud.newDevice({ token, label: 'b' }), await under.cloud.newDevice({ token, label: 'a' })]
    const first = await person.api.teamDevices.list({ team, limit: 1 })
    expect(first.items).toMatchObject([{ label: 'a', state: 'enrolled', lastSeenAt: null, copySeenAt: null }])
    await exchange(devices[0] as TestDevice)
    const rest = await person.api.teamDevices.list({ team, limit: 1, cursor: first.next ?? '' })
    expect(rest).toMatchObject({ items: [{ label: 'b', lastSeenAt: expect.stringMatching(/Z$/) }], next: null })
  })

  test('are heard of with each call, and written down at most once a minute', async () => {
    const device = await under.cloud.newDevice()
    const seenAt = async () => {
      await under.cloud.lastSeen.flush()
      const row = await under.database.db
        .selectFrom('devices')
        .select('last_seen_at')
        .where('id', '=', device.enrolled.deviceId)
        .executeTakeFirst()
      return row?.last_seen_at ?? 0
    }
    await device.api.devices.auditHeads()
    const first = await seenAt()
    under.cloud.clock.pass(50 * second)
    await device.api.devices.auditHeads()
    expect(await seenAt()).toBe(first)
    under.cloud.clock.pass(20 * second)
    await device.api.devices.auditHeads()
    expect(await seenAt()).toBeGreaterThan(first + minute)
  })

  test('come in by tokens that admins make, see once, and withdraw', async () => {
    const { slug: team, person, teamId } = await newTeam()
    const { token, secret } = await person.api.enrolmentTokens.create({ team, name: 'Tills', maxUses: 2 })
    expect(token).toMatchObject({ name: 'Tills', uses: 0, maxUses: 2, replaces: null, shown: secret.slice(0, 17) })
    const racers = await Promise.allSettled(Array.from({ length: 6 }, () => newDevice().enrol(secret)))
    expect(racers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const { items } = await person.api.enrolmentTokens.list({ team })
    expect(items[0]).toMatchObject({ id: token.id, uses: 2, withdrawnAt: null })
    expect(JSON.stringify(items)).not.toContain(secret)
    await person.api.enrolmentTokens.withdraw({ team, tokenId: token.id })
    expect(await refusalOf(newDevice().enrol(secret))).toMatchObject({ code: 'ENROLMENT_TOKEN_INVALID' })
    const stranger = await newTeam()
    const theirs = { team: stranger.slug, tokenId: token.id }
    expect(await refusalOf(stranger.person.api.enrolmentTokens.withdraw(theirs))).toMatchObject({ code: 'ENROLMENT_TOKEN_NOT_FOUND' })
    const member = await under.cloud.newPerson({ teamId, role: 'member' })
    expect(await refusalOf(member.api.enrolmentTokens.list({ team }))).toMatchObject({ code: 'ROLE_TOO_LOW' })
    expect(await actionsOf(person, team)).toEqual(
      expect.arrayContaining(['enrolment-token.withdrawn', 'device.enrolled', 'enrolment-token.created']),
    )
  })

  test('come in one by one in every plan; a token for many is for plans that have them', async () => {
    const { slug: team, person } = await newTeam({ plan: 'free' })
    const { secret } = await person.api.enrolmentTokens.create({ team, name: 'One', maxUses: 1 })
    await newDevice().enrol(secret)
    expect(await refusalOf(person.api.enrolmentTokens.create({ team, name: 'Many', maxUses: 2 }))).toMatchObject({
      code: 'LICENCE_REQUIRED',
      status: 402,
    })
  })

  test('change their key: either is good until the new one is used, and then that alone', async () => {
    const { token, slug: team, person } = await newTeam()
    const device = await under.cloud.newDevice({ token })
    const next = newDevice()
    const { deviceId } = device.enrolled
    const text = Buffer.from(keyChangeText(deviceId, next.publicKey.x))
    const signature = sign(null, text, device.privateKey).toString('base64url')
    const newSignature = sign(null, text, next.privateKey).toString('base64url')
    const change = { publicKey: next.publicKey, signature, newSignature }
    for (const wrong of [{ signature: newSignature }, { newSignature: signature }])
      expect(await refusalOf(device.api.devices.changeKey({ ...change, ...wrong }))).toMatchObject({ code: 'ASSERTION_INVALID' })
    await device.api.devices.changeKey(change)
    await device.api.devices.changeKey(change)
    await exchange(device)
    expect((await person.api.teamDevices.list({ team })).items[0]?.keySince).toEqual(
      (await person.api.teamDevices.list({ team })).items[0]?.enrolledAt,
    )
    under.cloud.clock.pass(minute)
    await exchange(device, {}, next.privateKey)
    expect(await refusalOf(exchange(device))).toMatchObject({ code: 'ASSERTION_INVALID' })
    await exchange(device, {}, next.privateKey)
    // What the key of before had signed is still taken, once the device itself sends it.
    await device.api.devices.anchorAudit({ head: device.signHead(1, 'c'.repeat(64)) })
    expect(await actionsOf(person, team)).toContain('device.key-changed')
    const taken = sign(null, Buffer.from(keyChangeText(deviceId, device.publicKey.x)), next.privateKey).toString('base64url')
    const back = sign(null, Buffer.from(keyChangeText(deviceId, device.publicKey.x)), device.privateKey).toString('base64url')
    expect(
      await refusalOf(device.api.devices.changeKey({ publicKey: device.publicKey, signature: taken, newSignature: back })),
    ).toMatchObject({ code: 'DEVICE_KEY_TAKEN' })
  })

  test('that are there twice are told apart by their machine: the copy is refused, the team is told once', async () => {
    const { token, slug: team, person } = await newTeam()
    const device = await under.cloud.newDevice({ token })
    const [machine, other] = ['m'.repeat(43), 'n'.repeat(43)]
    await exchange(device, { machine })
    for (let times = 0; times < 2; times++)
      expect(await refusalOf(exchange(device, { machine: other }))).toMatchObject({
        code: 'DEVICE_CLONED',
        status: 403,
        data: { name: device.enrolled.name },
      })
    await exchange(device, { machine })
    expect((await actionsOf(person, team)).filter((action) => action === 'device.copy-refused')).toHaveLength(1)
    expect((await person.api.alerts.list({ team })).items).toMatchObject([{ matter: 'cloned', deviceId: device.enrolled.deviceId }])
    expect((await under.cloud.mailbox.to(person.email)).map(({ text }) => text)).toEqual([expect.stringContaining('a copy of it')])
    expect((await person.api.teamDevices.list({ team })).items[0]?.copySeenAt).not.toBeNull()
    // A person who says that it moved there is believed, and then the machine of before is the copy.
    await exchange(device, { machine: other, moved: true })
    expect(await refusalOf(exchange(device, { machine }))).toMatchObject({ code: 'DEVICE_CLONED' })
    await exchange(device, { machine: other })
    // One that says so again and again is told of once an hour.
    for (const there of [machine, other]) await exchange(device, { machine: there, moved: true })
    expect((await actionsOf(person, team)).filter((action) => action === 'device.moved')).toHaveLength(1)
  })

  test('that take turns on one machine are two: the team is told, and neither is refused, whichever was started last', async () => {
    const { token, slug: team, person } = await newTeam()
    const device = await under.cloud.newDevice({ token })
    const [original, copy, restarted] = [randomUUID(), randomUUID(), randomUUID()]
    for (const instance of [original, copy, restarted, copy, restarted, copy, restarted]) {
      await exchange(device, { instance })
      under.cloud.clock.pass(10 * minute)
    }
    expect((await actionsOf(person, team)).filter((action) => action.startsWith('device.copy'))).toEqual(['device.copy-seen'])
    expect((await person.api.alerts.list({ team })).items).toMatchObject([{ matter: 'cloned', deviceId: device.enrolled.deviceId }])
  })

  test('that restart, sleep and change networks are never taken for copies', async () => {
    const device = await under.cloud.newDevice()
    for (let start = 0; start < 12; start++) {
      const instance = randomUUID()
      for (let token = 0; token < 3; token++) {
        await exchange(device, { instance, machine: 'm'.repeat(43) })
        under.cloud.clock.pass(14 * minute)
      }
    }
  })
})
