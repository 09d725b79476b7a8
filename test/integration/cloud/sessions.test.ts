import { day } from '@mylzip/shared/domain/time.ts'
import { expect } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { newAccount, signIn } from '../../support/web-account.ts'
import { createVisitor } from '../../support/web-visitor.ts'

describeOnEachDatabase('sessions', (test, under) => {
  const signedOut = expect.objectContaining({ path: expect.stringMatching(/^\/sign-in\?next=/) })

  test('are listed with where they are from, and ended one by one or all but this one', async () => {
    const { email, person } = await newAccount(under.cloud)
    const [one, two] = [await signIn(under.cloud, email), await signIn(under.cloud, email)]
    const { text } = await person.open('/account')
    expect(text.match(/127\.0\.0\.1/g)).toHaveLength(3)
    expect(text).toContain('This one')
    expect((await person.submit({}, '/account/sessions/end')).text).toContain('The session is ended.')
    const left = await Promise.all([one, two].map(({ person }) => person.open('/account')))
    expect(left.filter(({ path }) => path === '/account')).toHaveLength(1)
    await person.submit({}, '/account/sessions/end-others')
    for (const { person } of [one, two]) expect(await person.open('/account')).toEqual(signedOut)
    expect((await person.open('/account')).status).toBe(200)
  })

  test('of others cannot be ended', async () => {
    const [nora, omar] = [await newAccount(under.cloud), await newAccount(under.cloud)]
    const { id } = await under.database.db
      .selectFrom('sessions')
      .innerJoin('people', 'people.id', 'sessions.person_id')
      .select('sessions.id')
      .where('people.email', '=', omar.email)
      .executeTakeFirstOrThrow()
    await signIn(under.cloud, nora.email)
    await nora.person.open('/account')
    const csrf = /name="csrf" value="([^"]+)"/.exec((await nora.person.open('/account')).html)?.[1] ?? ''
    await nora.person.post('/account/sessions/end', { csrf, session: id })
    expect((await omar.person.open('/account')).status).toBe(200)
  })

  test('end with signing out, and after two weeks', async () => {
    const { email, person } = await newAccount(under.cloud)
    const cookie = new Map(person.cookies)
    await person.open('/account')
    expect((await person.submit({}, '/sign-out')).text).toContain('You are signed out.')
    for (const [name, value] of cookie) person.cookies.set(name, value)
    expect(await person.open('/account')).toEqual(signedOut)

    const { person: later } = await signIn(under.cloud, email)
    under.cloud.clock.pass(15 * day)
    expect(await later.open('/account')).toEqual(signedOut)
  })

  test('come back to the page that was asked for, and never to another site', async () => {
    const { email } = await newAccount(under.cloud)
    for (const [next, to] of [
      ['/teams', '/teams'],
      ['//evil.test/', '/account'],
      ['https://evil.test/', '/account'],
      ['/\\evil.test', '/account'],
      ['/sign-in%0d%0aset-cookie:x', '/account'],
    ]) {
      const person = createVisitor(under.cloud.url)
      await person.open(`/sign-in?next=${encodeURIComponent(next ?? '')}`)
      const csrf = person.cookies.size
      expect(csrf).toBe(1)
      const page = await person.submit({ email, password: 'seven quiet otters' })
      expect(page.path).toBe(to)
    }
  })

  test('begin with cookies that scripts and other sites do not get', async () => {
    const { email } = await newAccount(under.cloud)
    const person = createVisitor(under.cloud.url)
    const shown = await person.open('/sign-in')
    expect(shown.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-visitor=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ])
    const csrf = /name="csrf" value="([^"]+)"/.exec(shown.html)?.[1] ?? ''
    const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const body = new URLSearchParams({ csrf, email, password: 'seven quiet otters' })
    const response = await fetch(`${under.cloud.url}/sign-in`, { method: 'POST', body, headers: { cookie }, redirect: 'manual' })
    const [session] = response.headers.getSetCookie()
    expect(session).toMatch(/^__Host-session=mylzip_session_[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/)
  })

  test('are not begun, used or ended by a form of another site', async () => {
    const { email, person } = await newAccount(under.cloud)
    const forms: [string, Record<string, string>][] = [
      ['/sign-in', { email, password: 'seven quiet otters' }],
      ['/sign-out', {}],
      ['/account/sessions/end-others', {}],
      ['/account/password', { current: 'x', password: 'y' }],
      ['/account/code/connect', {}],
    ]
    for (const [path, fields] of forms) {
      expect(await person.post(path, fields)).toMatchObject({ status: 403 })
      expect(await person.post(path, { ...fields, csrf: 'x' })).toMatchObject({ status: 403 })
    }
    expect((await person.open('/account')).status).toBe(200)
  })
})
