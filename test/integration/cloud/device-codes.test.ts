import { minute, second } from '@mylzip/shared/domain/time.ts'
import { expect } from 'vitest'
import { cloudClient, createTestDevice, refusalOf } from '../../support/cloud-device.ts'
import { anotherKey, askToBeLetIn, pollWith } from '../../support/device-code.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { newAccount } from '../../support/web-account.ts'
import { createVisitor } from '../../support/web-visitor.ts'

describeOnEachDatabase('a device that a person lets in', (test, under) => {
  const newDevice = () => createTestDevice(under.cloud.url, under.cloud.clock)

  /** Somebody who is signed in, and an admin of a team of theirs. */
  async function admin() {
    const { teamId, slug } = await under.cloud.newTeam()
    return { slug, person: visitorFor(await under.cloud.newPerson({ teamId, role: 'admin' })) }
  }

  function visitorFor({ sessionSecret }: { sessionSecret: string }) {
    const visitor = createVisitor(under.cloud.url)
    visitor.cookies.set('__Host-session', sessionSecret)
    return visitor
  }

  test('shows a code, waits, and has the name of the team that its person chose', async () => {
    const device = newDevice()
    const { userCode, verificationUri, verificationUriComplete, poll, ...times } = await askToBeLetIn(under.cloud.url, device)
    expect(userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
    expect([verificationUri, verificationUriComplete]).toEqual([
      'https://cloud.myl.test/activate',
      `https://cloud.myl.test/activate?code=${userCode}`,
    ])
    expect(times).toMatchObject({ intervalSeconds: 5, expiresInSeconds: 900 })
    expect(await refusalOf(poll())).toMatchObject({ code: 'ENROLMENT_PENDING', status: 400 })

    const { person, slug } = await admin()
    const shown = await person.open(`/activate?code=${userCode}`)
    expect(shown.text).toContain('FRONTDESK-07')
    expect(shown.text).toContain('127.0.0.1')
    const done = await person.submit({ wish: 'approve', team: slug }, '/activate/device')
    expect(done.text).toMatch(new RegExp(`It is [bcdfghjkmnpqrstvwxz2-9]{8}\\.${slug}\\.myl\\.test`))

    const enrolled = await poll()
    expect(enrolled).toMatchObject({ name: expect.stringContaining(`.${slug}.myl.test`), team: { slug, name: `Team ${slug}` } })
    expect(await poll()).toEqual(enrolled)
    const again = await person.open(`/activate?code=${userCode}`)
    expect(again.text).toContain('approved or refused already')
    expect((await person.open(`/teams/${slug}/devices`)).text).toContain(enrolled.name)
  })

  test('sends who is not signed in to sign in, and back to the code', async () => {
    const { userCode } = await askToBeLetIn(under.cloud.url, newDevice())
    const { email } = await newAccount(under.cloud)
    const visitor = createVisitor(under.cloud.url)
    const page = await visitor.open(`/activate?code=${userCode}`)
    expect(page.path).toMatch(/^\/sign-in/)
    const back = await visitor.submit({ email, password: 'seven quiet otters' })
    expect([back.path, back.text]).toEqual([`/activate?code=${userCode}`, expect.stringContaining('Let this device in?')])
  })

  test('takes a code as it is typed, with small letters and without the hyphen', async () => {
    const { userCode } = await askToBeLetIn(under.cloud.url, newDevice())
    const { person } = await admin()
    await person.open('/activate')
    const page = await person.submit({ code: ` ${userCode.toLowerCase().replace('-', ' ')}` }, '/activate')
    expect(page.text).toContain('Let this device in?')
    await person.open('/activate')
    expect((await person.submit({ code: 'AEIO-UAEI' }, '/activate')).text).toContain('No device waits with this code')
    expect((await person.submit({ code: userCode }, '/activate')).text).toContain('Let this device in?')
  })

  test('that is refused is told so, and cannot be approved any more', async () => {
    const { userCode, poll } = await askToBeLetIn(under.cloud.url, newDevice())
    const { person, slug } = await admin()
    await person.open(`/activate?code=${userCode}`)
    expect((await person.submit({ wish: 'deny' }, '/activate/device')).text).toContain('refused')
    expect(await refusalOf(poll())).toMatchObject({ code: 'ENROLMENT_DENIED', status: 400 })
    const { html } = await person.open('/account')
    const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    expect((await person.post('/activate/device', { csrf, wish: 'approve', asked: userCode, team: slug })).status).toBe(409)
  })

  test('is slowed down for good when it asks too often, and out of time after a quarter of an hour', async () => {
    const { poll } = await askToBeLetIn(under.cloud.url, newDevice())
    expect(await refusalOf(poll())).toMatchObject({ code: 'ENROLMENT_PENDING' })
    expect(await refusalOf(poll())).toMatchObject({ code: 'POLLED_TOO_SOON', data: { intervalSeconds: 10 } })
    under.cloud.clock.pass(6 * second)
    expect(await refusalOf(poll())).toMatchObject({ code: 'POLLED_TOO_SOON', data: { intervalSeconds: 15 } })
    under.cloud.clock.pass(15 * second)
    expect(await refusalOf(poll())).toMatchObject({ code: 'ENROLMENT_PENDING' })
    under.cloud.clock.pass(15 * minute)
    expect(await refusalOf(poll())).toMatchObject({ code: 'DEVICE_CODE_EXPIRED', status: 400 })
  })

  test('is the only one to get anything with its code: another key gets nothing, before and after', async () => {
    const { userCode, deviceCode, poll } = await askToBeLetIn(under.cloud.url, newDevice())
    const thief = () => refusalOf(pollWith(under.cloud.url, deviceCode, anotherKey()))
    expect(await thief()).toMatchObject({ code: 'DEVICE_CODE_INVALID', status: 400 })
    const { person, slug } = await admin()
    await person.open(`/activate?code=${userCode}`)
    await person.submit({ wish: 'approve', team: slug }, '/activate/device')
    expect(await thief()).toMatchObject({ code: 'DEVICE_CODE_INVALID' })
    expect(await poll()).toMatchObject({ team: { slug } })
    expect(await refusalOf(pollWith(under.cloud.url, 'mylzip_device-code_x', anotherKey()))).toMatchObject({ code: 'DEVICE_CODE_INVALID' })
  })

  test('belongs to one team when two people approve it at the same moment', async () => {
    const device = newDevice()
    const { userCode, poll } = await askToBeLetIn(under.cloud.url, device)
    const [one, other] = [await admin(), await admin()]
    for (const { person } of [one, other]) await person.open(`/activate?code=${userCode}`)
    const pages = await Promise.all(
      [one, other].map(({ person, slug }) => person.submit({ wish: 'approve', team: slug }, '/activate/device')),
    )
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409])
    const { deviceId, team } = await poll()
    expect([one.slug, other.slug]).toContain(team.slug)
    const rows = await under.database.db.selectFrom('devices').select('id').where('public_key', '=', device.publicKey.x).execute()
    expect(rows).toEqual([{ id: deviceId }])
  })

  test('cannot be let in by who is no admin of the team', async () => {
    const { userCode, poll } = await askToBeLetIn(under.cloud.url, newDevice())
    const { slug } = await admin()
    const person = visitorFor(await under.cloud.newPerson())
    const page = await person.open(`/activate?code=${userCode}`)
    expect(page.text).toContain('Make a team')
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    expect((await person.post('/activate/device', { csrf, wish: 'approve', asked: userCode, team: slug })).status).toBe(404)
    expect(await refusalOf(poll())).toMatchObject({ code: 'ENROLMENT_PENDING' })
  })

  test('codes cannot be guessed: somebody is slowed down, though they have a code of their own to look at in between', async () => {
    const { userCode } = await askToBeLetIn(under.cloud.url, newDevice())
    const { person } = await admin()
    const statuses: number[] = []
    for (let guess = 0; guess < 24; guess++) {
      statuses.push((await person.open(`/activate?code=BBBB-BB${'BCDFGHJKLMNPQRSTVWXZ'.charAt(guess % 20)}B`)).status)
      if (guess < 10) await person.open(`/activate?code=${userCode}`)
    }
    const last = await person.open(`/activate?code=${userCode}`)
    expect([new Set(statuses.slice(0, 20)), statuses.at(-1)]).toEqual([new Set([404]), 429])
    expect(last.text).toContain('tried too often')
  })

  test('a label that is taken is said to whoever approves, and costs nothing', async () => {
    const { person, slug } = await admin()
    const first = await askToBeLetIn(under.cloud.url, newDevice(), { label: 'till-1' })
    await person.open(`/activate?code=${first.userCode}`)
    await person.submit({ wish: 'approve', team: slug }, '/activate/device')
    const second = await askToBeLetIn(under.cloud.url, newDevice(), { label: 'till-1' })
    await person.open(`/activate?code=${second.userCode}`)
    const page = await person.submit({ wish: 'approve', team: slug }, '/activate/device')
    expect([page.status, page.text]).toEqual([409, expect.stringContaining('The name till-1 is taken')])
    expect(await refusalOf(second.poll())).toMatchObject({ code: 'ENROLMENT_PENDING' })
    const unusable = cloudClient(under.cloud.url).deviceAuthorization.begin({
      publicKey: newDevice().publicKey,
      computerName: 'x',
      label: 'www',
    })
    expect(await refusalOf(unusable)).toMatchObject({ code: 'LABEL_UNUSABLE', status: 422 })
  })

  test('takes the place of one that was installed anew, with its name, and the key of before is worth nothing', async () => {
    const { person, slug } = await admin()
    const before = newDevice()
    const first = await askToBeLetIn(under.cloud.url, before, { label: 'till-7' })
    await person.open(`/activate?code=${first.userCode}`)
    await person.submit({ wish: 'approve', team: slug }, '/activate/device')
    const enrolled = await first.poll()

    const anew = await askToBeLetIn(under.cloud.url, newDevice())
    await person.open(`/activate?code=${anew.userCode}`)
    expect((await person.submit({ wish: 'approve', team: slug, replaces: 'till-9' }, '/activate/device')).status).toBe(404)
    await person.open(`/activate?code=${anew.userCode}`)
    await person.submit({ wish: 'approve', team: slug, replaces: 'till-7' }, '/activate/device')
    expect(await anew.poll()).toEqual(enrolled)
    const row = await under.database.db
      .selectFrom('devices')
      .select(['public_key', 'enrolment'])
      .where('id', '=', enrolled.deviceId)
      .executeTakeFirst()
    expect(row).toMatchObject({ enrolment: 2, public_key: expect.not.stringMatching(before.publicKey.x) })

    const again = await askToBeLetIn(under.cloud.url, newDevice())
    await person.open(`/activate?code=${again.userCode}`)
    await person.submit({ wish: 'approve', team: slug, replaces: `${enrolled.name.toUpperCase()}.` }, '/activate/device')
    expect(await again.poll()).toEqual(enrolled)
  })
})
