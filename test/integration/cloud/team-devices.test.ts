import { type KeyObject, randomUUID, sign } from 'node:crypto'
import { keyChangeText } from '@mylzip/shared/cloud-api/devices.ts'
import { hour, minute, second } from '@mylzip/shared/domain/time.ts'
import { sql } from 'kysely'
import { expect, onTestFinished } from 'vitest'
import { exchangeTries } from '#cloud/modules/tries/allowances.policy.ts'
import { cloudClient, refusalOf, type TestDevice } from '../../support/cloud-device.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { teamDevices } from '../../support/team-devices.ts'

describeOnEachDatabase('a team’s devices', (test, under) => {
  const { newDevice, newTeam, exchange, actionsOf } = teamDevices(under)

  /** As the device of `enrolled` tells the cloud, signed by both keys. */
  async function announce({ enrolled: { deviceId }, api }: TestDevice, current: KeyObject, next: TestDevice) {
    const text = Buffer.from(keyChangeText(deviceId, next.publicKey.x))
    const [signature, newSignature] = [current, next.privateKey].map((key) => sign(null, text, key).toString('base64url')) as [
      string,
      string,
    ]
    return api.devices.changeKey({ publicKey: next.publicKey, signature, newSignature })
  }

  /** So many starts of the program, each a second after the other, the last of them now. */
  async function starts({ enrolled }: TestDevice, count: number): Promise<string[]> {
    const now = under.cloud.clock.now()
    const rows = Array.from({ length: count }, (_, index) => {
      const at = now - (count - index) * second
      return { device_id: enrolled.deviceId, instance: randomUUID(), first_at: at, last_at: at, returned: index === count - 1 }
    })
    await under.database.db.insertInto('device_instances').values(rows).execute()
    return rows.map(({ instance }) => instance)
  }

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

  test('change their key five times in a row and then four times a day, of which the newest ten are looked at', async () => {
    const device = await under.cloud.newDevice()
    const { deviceId } = device.enrolled
    const before = Array.from({ length: 12 }, newDevice)
    const now = under.cloud.clock.now()
    const rows = before.map(({ publicKey }, index) => ({ device_id: deviceId, public_key: publicKey.x, retired_at: now - index * hour }))
    const { db } = under.database
    await db.insertInto('former_device_keys').values(rows).execute()
    const tell = (by: TestDevice | undefined, seq: number) =>
      device.api.devices.anchorAudit({ head: (by ?? device).signHead(seq, 'd'.repeat(64)) })
    await tell(before[9], 1)
    expect(await refusalOf(tell(before[10], 2))).toMatchObject({ code: 'ASSERTION_INVALID' })

    let current = device
    for (let times = 0; times < 5; times++) {
      const next = newDevice()
      // Asked again it is the same change.
      for (let again = 0; again < 2; again++) await announce(device, current.privateKey, next)
      under.cloud.clock.pass(second)
      await exchange(device, {}, next.privateKey)
      current = next
    }
    const sixth = newDevice()
    expect(await refusalOf(announce(device, current.privateKey, sixth))).toMatchObject({ code: 'RATE_LIMITED', status: 429 })
    await exchange(device, {}, current.privateKey)
    expect(await db.selectFrom('former_device_keys').select('public_key').where('device_id', '=', deviceId).execute()).toHaveLength(10)
    await tell(device, 2)
    await tell(before[4], 3)
    expect(await refusalOf(tell(before[5], 4))).toMatchObject({ code: 'ASSERTION_INVALID' })

    under.cloud.clock.pass(6 * hour)
    const { accessToken } = await exchange(device, {}, current.privateKey)
    await announce({ ...device, api: cloudClient(under.cloud.url, () => accessToken) }, current.privateKey, sixth)
  })

  test('that want one key are refused, and go on with the one that they have', async () => {
    const { token } = await newTeam()
    const [one, other] = [await under.cloud.newDevice({ token }), await under.cloud.newDevice({ token })]
    const next = newDevice()
    await announce(one, one.privateKey, next)
    expect(await refusalOf(announce(other, other.privateKey, next))).toMatchObject({ code: 'DEVICE_KEY_TAKEN' })
    // It becomes a device's before it is used for the first time.
    await next.enrol(token)
    expect(await refusalOf(exchange(one, {}, next.privateKey))).toMatchObject({ code: 'ASSERTION_INVALID', status: 401 })
    await exchange(one)
    const another = newDevice()
    await announce(one, one.privateKey, another)
    await exchange(one, {}, another.privateKey)
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

  test('that are sixty from one image and take turns are told of as well', async () => {
    const { token, slug: team, person } = await newTeam()
    const device = await under.cloud.newDevice({ token })
    const [first] = await starts(device, 60)
    await exchange(device, { instance: first })
    expect(await actionsOf(person, team)).toContain('device.copy-seen')
  })

  test('that start anew without end are let in as often as a program that crashes at every turn, and a hundred starts are kept', async () => {
    const device = await under.cloud.newDevice()
    const { deviceId } = device.enrolled
    const { db } = under.database
    await starts(device, 150)
    const instance = randomUUID()
    await exchange(device, { instance })
    const kept = await db.selectFrom('device_instances').select('instance').where('device_id', '=', deviceId).execute()
    expect(kept).toHaveLength(100)
    expect(kept).toContainEqual({ instance })

    const { key, burst, interval } = exchangeTries(deviceId)
    const used = under.cloud.clock.now() + (burst - 1) * interval
    await db.updateTable('tries').set({ settled_at: used }).where('key', '=', key).execute()
    await exchange(device)
    expect(await refusalOf(exchange(device))).toMatchObject({ code: 'RATE_LIMITED', status: 429, data: { retryAfterSeconds: 10 } })
    // Whoever does not have its key takes nothing from it.
    expect(await refusalOf(exchange(device, {}, newDevice().privateKey))).toMatchObject({ code: 'ASSERTION_INVALID' })
    await exchange(await under.cloud.newDevice())
    under.cloud.clock.pass(interval)
    await exchange(device)
  })

  test('that ask to be let in many times at one moment leave the cloud free for others', async () => {
    const other = under.database.again?.()
    if (other === undefined) return
    onTestFinished(() => other.close())
    const [device, neighbour] = [await under.cloud.newDevice(), await under.cloud.newDevice()]
    let asking: Promise<unknown> = Promise.resolve()
    await other.db.transaction().execute(async (trx) => {
      await trx.selectFrom('devices').select('id').where('id', '=', device.enrolled.deviceId).forUpdate().execute()
      asking = Promise.all(Array.from({ length: 30 }, () => exchange(device)))
      asking.catch(() => undefined)
      const waiting = async () =>
        (await sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(other.db)).rows
          .length
      await expect.poll(waiting, { timeout: 5_000 }).toBeGreaterThan(0)
      await exchange(neighbour)
      expect(await waiting()).toBe(1)
    })
    await asking
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
