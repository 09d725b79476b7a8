import { day, hour, minute } from '@mylzip/shared/domain/time.ts'
import { sql } from 'kysely'
import { expect, onTestFinished } from 'vitest'
import { lockToken } from '#cloud/modules/devices/enrolment-tokens.repository.ts'
import { hashOfSecret } from '#cloud/plugins/secrets.ts'
import { cloudClient, createTestDevice, refusalOf } from '../../support/cloud-device.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

describeOnEachDatabase('enrolling a device', (test, under) => {
  test('a device gets a name below its team that says nothing about it', async () => {
    const { token, slug } = await under.cloud.newTeam()
    const enrolled = await createTestDevice(under.cloud.url, under.cloud.clock).enrol(token)
    expect(enrolled).toEqual({
      deviceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: expect.stringMatching(new RegExp(`^[bcdfghjkmnpqrstvwxz2-9]{8}\\.${slug}\\.myl\\.test$`)),
      team: { slug, name: `Team ${slug}` },
      audience: 'https://cloud.myl.test/api/auth/token',
    })
  })

  test('a friendly label is taken as asked for, in lower case', async () => {
    const { token, slug } = await under.cloud.newTeam()
    const { name } = await createTestDevice(under.cloud.url, under.cloud.clock).enrol(token, 'FrontDesk-07')
    expect(name).toBe(`frontdesk-07.${slug}.myl.test`)
  })

  test('the same token and key again give the same device, and count one use', async () => {
    const { token } = await under.cloud.newTeam({ maxUses: 1 })
    const device = createTestDevice(under.cloud.url, under.cloud.clock)
    const first = await device.enrol(token)
    expect(await device.enrol(token)).toEqual(first)
    const another = await refusalOf(createTestDevice(under.cloud.url, under.cloud.clock).enrol(token))
    expect(another).toMatchObject({ code: 'ENROLMENT_TOKEN_USED_UP', status: 403, defined: true })
  })

  test('a lost answer can be asked for again even after the token has expired', async () => {
    const { token } = await under.cloud.newTeam({ lifetime: hour })
    const device = createTestDevice(under.cloud.url, under.cloud.clock)
    const first = await device.enrol(token)
    under.cloud.clock.pass(hour + minute)
    expect(await device.enrol(token)).toEqual(first)
  })

  test('of many devices at once a token enrols as many as it may, and no more', async () => {
    const { token } = await under.cloud.newTeam({ maxUses: 3 })
    const tries = Array.from({ length: 12 }, () => createTestDevice(under.cloud.url, under.cloud.clock).enrol(token))
    const outcomes = await Promise.allSettled(tries)
    const enrolled = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    expect(enrolled).toHaveLength(3)
    expect(new Set(enrolled.map(({ name }) => name)).size).toBe(3)
  })

  test('a fleet that comes with one token at one moment leaves the cloud free for others', async () => {
    const other = under.database.again?.()
    if (other === undefined) return
    onTestFinished(() => other.close())
    const { token } = await under.cloud.newTeam({ maxUses: 30 })
    const fleet = Array.from({ length: 30 }, () => createTestDevice(under.cloud.url, under.cloud.clock))
    let coming: Promise<unknown> = Promise.resolve()
    await other.db.transaction().execute(async (trx) => {
      await lockToken(trx, hashOfSecret(token))
      coming = Promise.all(fleet.map((device) => device.enrol(token)))
      coming.catch(() => undefined)
      const waiting = async () =>
        (await sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(other.db)).rows
          .length
      await expect.poll(waiting, { timeout: 5_000 }).toBeGreaterThan(0)
      const { token: another } = await under.cloud.newTeam()
      await createTestDevice(under.cloud.url, under.cloud.clock).enrol(another)
      expect(await waiting()).toBe(1)
    })
    await coming
  })

  test('one key from two windows at once becomes one device', async () => {
    const { token } = await under.cloud.newTeam()
    const device = createTestDevice(under.cloud.url, under.cloud.clock)
    const answers = await Promise.all(Array.from({ length: 6 }, () => device.enrol(token)))
    expect(new Set(answers.map(({ deviceId }) => deviceId)).size).toBe(1)
  })

  test('one key with several tokens of its team at once becomes one device, and counts one use', async () => {
    const { teamId } = await under.cloud.newTeam()
    const order = { teamId, maxUses: 1, lifetime: hour }
    for (let round = 0; round < 5; round++) {
      const tokens = await Promise.all([1, 2, 3].map(() => under.cloud.devices.createEnrolmentToken(order)))
      const device = createTestDevice(under.cloud.url, under.cloud.clock)
      const answers = await Promise.all(tokens.map(({ token }) => device.enrol(token)))
      expect(new Set(answers.map(({ deviceId }) => deviceId)).size).toBe(1)
      const ids = tokens.map(({ id }) => id)
      const rows = await under.database.db.selectFrom('enrolment_tokens').select('uses').where('id', 'in', ids).execute()
      expect(rows.map(({ uses }) => uses).sort()).toEqual([0, 0, 1])
    }
  })

  test('an unknown token, an expired one and a withdrawn one are refused each with its code', async () => {
    const enrol = (token: string) => refusalOf(createTestDevice(under.cloud.url, under.cloud.clock).enrol(token))
    expect(await enrol('mylzip_enrol_nobody-made-this')).toMatchObject({ code: 'ENROLMENT_TOKEN_INVALID', status: 403 })

    const withdrawn = await under.cloud.newTeam()
    await under.cloud.devices.revokeEnrolmentToken(withdrawn.tokenId)
    expect(await enrol(withdrawn.token)).toMatchObject({ code: 'ENROLMENT_TOKEN_INVALID' })

    const short = await under.cloud.newTeam({ lifetime: minute })
    under.cloud.clock.pass(2 * minute)
    expect(await enrol(short.token)).toMatchObject({
      code: 'ENROLMENT_TOKEN_EXPIRED',
      data: { expiredAt: expect.stringMatching(/^\d{4}-.*Z$/) },
    })
  })

  test('a withdrawn token gives nothing any more, not even to the device it enrolled', async () => {
    const { token, tokenId } = await under.cloud.newTeam()
    const device = createTestDevice(under.cloud.url, under.cloud.clock)
    await device.enrol(token)
    await under.cloud.devices.revokeEnrolmentToken(tokenId)
    expect(await refusalOf(device.enrol(token))).toMatchObject({ code: 'ENROLMENT_TOKEN_INVALID' })
  })

  test.each([
    ['-desk', /hyphen/],
    ['front_desk', /letters a to z/],
    ['xn--frntdesk', /hyphen/],
    ['a.b', /letters a to z/],
    ['bücher', /letters a to z/],
    ['', /1 to 63/],
    ['www', /kept for the service/],
    ['WPAD', /kept for the service/],
  ])('the label %j is refused, and the sentence says why', async (label, why) => {
    const { token } = await under.cloud.newTeam()
    const refusal = await refusalOf(createTestDevice(under.cloud.url, under.cloud.clock).enrol(token, label))
    expect(refusal).toMatchObject({ code: 'LABEL_UNUSABLE', status: 422, message: expect.stringMatching(why) })
  })

  test('a label that is taken in the team is refused, and costs no use of the token', async () => {
    const { token } = await under.cloud.newTeam({ maxUses: 2 })
    await under.cloud.newDevice({ token, label: 'till-1' })
    const second = createTestDevice(under.cloud.url, under.cloud.clock)
    expect(await refusalOf(second.enrol(token, 'Till-1'))).toMatchObject({ code: 'LABEL_TAKEN', status: 409, data: { label: 'till-1' } })
    expect((await second.enrol(token, 'till-2')).name).toContain('till-2.')
  })

  test('a label that others in the team would take for one there, or there before, is refused, and says for which', async () => {
    const { token, slug } = await under.cloud.newTeam()
    const first = await under.cloud.newDevice({ token, label: 'till-1' })
    for (const alike of ['till-l', 'ti1l-1', 'tilll', 't-ill1']) {
      const refusal = await refusalOf(createTestDevice(under.cloud.url, under.cloud.clock).enrol(token, alike))
      expect(refusal).toMatchObject({ code: 'LABEL_CONFUSABLE', status: 409, data: { label: alike, other: 'till-1' } })
    }
    await under.cloud.devices.release(first.enrolled.deviceId)
    expect(await refusalOf(createTestDevice(under.cloud.url, under.cloud.clock).enrol(token, 'till-l'))).toMatchObject({
      code: 'LABEL_CONFUSABLE',
    })
    // Elsewhere it is nobody's.
    expect((await under.cloud.newDevice({ label: 'till-l' })).enrolled.name).not.toContain(slug)
    for (const kept of ['adm1n', 'vvww', 'p0stmaster', 'rnylzip']) {
      expect(await refusalOf(createTestDevice(under.cloud.url, under.cloud.clock).enrol(token, kept))).toMatchObject({
        code: 'LABEL_CONFUSABLE',
        message: expect.stringContaining('kept for the service'),
      })
    }
  })

  test('of two devices that ask at one moment for labels that look alike, one gets its', async () => {
    const { token } = await under.cloud.newTeam()
    const asked = await Promise.allSettled(
      ['kiosk-1', 'kiosk-l', 'kiosk1', 'k-iosk-1'].map((label) => createTestDevice(under.cloud.url, under.cloud.clock).enrol(token, label)),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(asked.flatMap((one) => (one.status === 'rejected' ? one.reason.code : []))).toEqual(Array(3).fill('LABEL_CONFUSABLE'))
  })

  test('whoever has a token can ask what a label would come to, and takes nothing by it', async () => {
    const { token, slug, teamId } = await under.cloud.newTeam({ maxUses: 1 })
    const { labels } = cloudClient(under.cloud.url)
    const name = `frontdesk.${slug}.myl.test`
    const wish = { free: true, refusal: null, names: [name], zones: ['myl.test'], becomesPublic: expect.stringContaining(name) }
    for (let time = 0; time < 2; time++) expect(await labels.enrolment({ token, label: 'FrontDesk' })).toMatchObject(wish)
    await under.cloud.newDevice({ token, label: 'frontdesk' })
    const again = await under.cloud.devices.createEnrolmentToken({ teamId, maxUses: 9, lifetime: day })
    const asked = (label: string) => labels.enrolment({ token: again.token, label })
    expect(await asked('frontdesk')).toMatchObject({ free: false, names: [], refusal: { code: 'LABEL_TAKEN' } })
    expect(await asked('fr0ntdesk')).toMatchObject({
      free: false,
      refusal: { code: 'LABEL_CONFUSABLE', sentence: expect.stringContaining('frontdesk') },
    })
    expect(await asked('wpad')).toMatchObject({ free: false, refusal: { code: 'LABEL_UNUSABLE' } })
    expect(await refusalOf(labels.enrolment({ token, label: 'desk' }))).toMatchObject({ code: 'ENROLMENT_TOKEN_USED_UP' })
    expect(await refusalOf(labels.enrolment({ token: again.token, label: 'desk', zone: 'other.test' }))).toMatchObject({
      code: 'ZONE_UNKNOWN',
    })
  })

  test('a released name is never given to another device, however long ago it was', async () => {
    const { token } = await under.cloud.newTeam({ lifetime: 1_000 * day })
    const first = await under.cloud.newDevice({ token, label: 'till-1' })
    await under.cloud.devices.release(first.enrolled.deviceId)
    under.cloud.clock.pass(400 * day)
    expect(await refusalOf(createTestDevice(under.cloud.url, under.cloud.clock).enrol(token, 'till-1'))).toMatchObject({
      code: 'LABEL_TAKEN',
    })
  })

  test('a released device that enrols again is a new device with a new name', async () => {
    const { token } = await under.cloud.newTeam()
    const device = await under.cloud.newDevice({ token })
    const before = device.enrolled
    await under.cloud.devices.release(before.deviceId)
    const after = await device.enrol(token)
    expect(after.deviceId).not.toBe(before.deviceId)
    expect(after.name).not.toBe(before.name)
  })

  test('a team’s slug is one label, is not the name server’s, and is given once', async () => {
    const slug = `acme-${Date.now()}`
    await under.cloud.teams.create({ slug, name: 'Acme' })
    await expect(under.cloud.teams.create({ slug, name: 'Another Acme' })).rejects.toMatchObject({ code: 'LABEL_TAKEN' })
    const alike = `${slug.slice(0, 4)}${slug.slice(5)}`
    await expect(under.cloud.teams.create({ slug: alike, name: 'x' })).rejects.toMatchObject({
      code: 'LABEL_CONFUSABLE',
      data: { other: slug },
    })
    const { api } = await under.cloud.newPerson()
    expect(await api.labels.team({ label: alike })).toMatchObject({ free: false, refusal: { code: 'LABEL_CONFUSABLE' } })
    expect(await api.labels.team({ label: slug })).toMatchObject({ free: false, refusal: { code: 'LABEL_TAKEN' } })
    expect(await api.labels.team({ label: 'ns1' })).toMatchObject({ free: false, refusal: { code: 'LABEL_UNUSABLE' } })
    const fresh = `b${slug}`
    expect(await api.labels.team({ label: fresh })).toMatchObject({ free: true, names: [`${fresh}.myl.test`] })
    for (const unusable of ['a.b', '_acme-challenge', 'ns1', 'WWW', '']) {
      await expect(under.cloud.teams.create({ slug: unusable, name: 'x' })).rejects.toMatchObject({ code: 'LABEL_UNUSABLE' })
    }
  })

  test.each([
    ['a key of another curve', { kty: 'OKP', crv: 'X25519', x: 'A'.repeat(43) }],
    ['a key that is too short', { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }],
    ['no key', undefined],
  ])('%s is refused as input, without a trace of the token in the answer', async (_, publicKey) => {
    const { token } = await under.cloud.newTeam()
    const refusal = await refusalOf(cloudClient(under.cloud.url).devices.enrol({ token, publicKey } as never))
    expect(refusal).toMatchObject({
      code: 'INPUT_INVALID',
      status: 400,
      defined: true,
      data: { reason: expect.stringContaining('publicKey') },
    })
    expect(JSON.stringify(refusal)).not.toContain(token)
  })
})
