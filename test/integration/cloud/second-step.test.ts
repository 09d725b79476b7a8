import { minute, second } from '@mylzip/shared/domain/time.ts'
import { Secret, TOTP } from 'otpauth'
import { expect } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { newAccount, password } from '../../support/web-account.ts'
import { createVisitor, type ShownPage } from '../../support/web-visitor.ts'

describeOnEachDatabase('signing in with a code', (test, under) => {
  const appWith = (page: ShownPage) => {
    const [, key = ''] = /Key: ([A-Z2-7 ]+?) Then/.exec(page.text) ?? []
    const app = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) })
    return (ahead = 0) => app.generate({ timestamp: under.cloud.clock.now() + ahead })
  }
  const codesOn = (page: ShownPage) => page.text.match(/(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/g) ?? []

  async function withCode() {
    const { email, person } = await newAccount(under.cloud)
    await person.open('/account/code')
    const code = appWith(await person.submit({}, '/account/code/connect'))
    const page = await person.submit({ code: code() })
    return { email, person, code, recoveryCodes: codesOn(page), page }
  }

  async function halfIn(email: string) {
    const person = createVisitor(under.cloud.url)
    await person.open('/sign-in')
    const page = await person.submit({ email, password })
    expect(page.path).toBe('/sign-in/code?next=%2Faccount')
    return person
  }

  test('is turned on by a code of the app, and gives ten recovery codes once', async () => {
    const { person, recoveryCodes, page } = await withCode()
    expect(page.text).toContain('Keep your recovery codes')
    expect(new Set(recoveryCodes).size).toBe(10)
    expect((await person.open('/account')).text).toContain('Signing in with a code is on . Recovery codes left: 10.')
    expect(codesOn(await person.open('/account/code'))).toEqual([])
  })

  test('stays off until the app has shown that it works', async () => {
    const { email, person } = await newAccount(under.cloud)
    await person.open('/account/code')
    const code = appWith(await person.submit({}, '/account/code/connect'))
    const wrong = code() === '123456' ? '654321' : '123456'
    expect(await person.submit({ code: wrong })).toMatchObject({ status: 403 })
    const elsewhere = createVisitor(under.cloud.url)
    await elsewhere.open('/sign-in')
    expect((await elsewhere.submit({ email, password })).path).toBe('/account')
  })

  test('asks for the code after the password, and lets nobody in before', async () => {
    const { email, code } = await withCode()
    const person = await halfIn(email)
    expect((await person.open('/account')).path).toMatch(/^\/sign-in\?/)
    await person.open('/sign-in/code')
    expect((await person.submit({ code: '000000' })).status).toBe(403)
    under.cloud.clock.pass(30 * second)
    expect((await person.submit({ code: code() })).path).toBe('/account')
  })

  test('takes each code once, also one that is shown right now, and one that another step allows', async () => {
    const { email, code } = await withCode()
    under.cloud.clock.pass(30 * second)
    const used = code()
    const person = await halfIn(email)
    const another = await halfIn(email)
    await another.open('/sign-in/code')
    await person.open('/sign-in/code')
    const pages = await Promise.all([person.submit({ code: used }), another.submit({ code: used })])
    expect(pages.map(({ path }) => path).sort()).toEqual(['/account', '/sign-in/code'])
    const third = await halfIn(email)
    await third.open('/sign-in/code')
    expect((await third.submit({ code: used })).status).toBe(403)
  })

  test('takes a recovery code in place of the app’s, however it is typed, once', async () => {
    const { email, recoveryCodes } = await withCode()
    const [first = ''] = recoveryCodes
    const person = await halfIn(email)
    await person.open('/sign-in/code')
    expect((await person.submit({ code: first.toLowerCase().replaceAll('-', ' ') })).path).toBe('/account')
    expect((await person.open('/account')).text).toContain('Recovery codes left: 9.')
    const again = await halfIn(email)
    await again.open('/sign-in/code')
    expect((await again.submit({ code: first })).status).toBe(403)
  })

  test('is guessed at ten times at most, and the password is asked again after ten minutes', async () => {
    const { email, code } = await withCode()
    const person = await halfIn(email)
    await person.open('/sign-in/code')
    const tries = await Promise.all(Array.from({ length: 13 }, () => person.submit({ code: 'no code' })))
    expect(tries.filter(({ status }) => status === 403)).toHaveLength(10)
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(3)
    under.cloud.clock.pass(11 * minute)
    const late = await person.submit({ code: code() })
    expect(late.text).toContain('That took too long')
  })

  test('is over when the password is reset meanwhile: whoever knew the old one does not come in by it', async () => {
    const { email, code } = await withCode()
    const intruder = await halfIn(email)
    await intruder.open('/sign-in/code')
    // What was mailed before is gone: the newest mail holds the link.
    await under.cloud.mailbox.to(email)
    const owner = createVisitor(under.cloud.url)
    await owner.open('/reset')
    await owner.submit({ email })
    await owner.open(await under.cloud.mailbox.linkTo(email))
    expect((await owner.submit({ password: 'eleven loud otters' })).path).toBe('/sign-in?done=reset')
    under.cloud.clock.pass(30 * second)
    const page = await intruder.submit({ code: code() })
    expect([page.path, page.text]).toEqual(['/sign-in/code', expect.stringContaining('That took too long')])
  })

  test('gives new recovery codes, and is turned off, only by a code', async () => {
    const { email, person, recoveryCodes } = await withCode()
    await person.open('/account/code')
    expect((await person.submit({ wish: 'off', 'off-code': '000000' })).status).toBe(403)
    const renewed = codesOn(await person.submit({ wish: 'renew', 'renew-code': recoveryCodes[0] ?? '' }))
    expect(renewed).toHaveLength(10)
    await person.open('/account/code')
    expect((await person.submit({ wish: 'off', 'off-code': recoveryCodes[1] ?? '' })).status).toBe(403)
    expect((await person.submit({ wish: 'off', 'off-code': renewed[0] ?? '' })).text).toContain('Signing in with a code is off.')
    const subjects = (await under.cloud.mailbox.to(email)).map(({ subject }) => subject)
    expect(subjects).toContain('MyL.Zip SSL: signing in with a code was turned off')
    const elsewhere = createVisitor(under.cloud.url)
    await elsewhere.open('/sign-in')
    expect((await elsewhere.submit({ email, password })).path).toBe('/account')
  })

  test('keeps its secret sealed, for this person alone', async () => {
    const { email } = await withCode()
    const { db } = under.database
    const row = await db.selectFrom('people').select('sealed_totp').where('email', '=', email).executeTakeFirstOrThrow()
    expect(row.sealed_totp).toMatch(/^test\.[\w-]{16}\.[\w-]{48}$/)
    const { email: other, code: others } = await withCode()
    await db.updateTable('people').set({ sealed_totp: row.sealed_totp }).where('email', '=', other).execute()
    const person = await halfIn(other)
    await person.open('/sign-in/code')
    under.cloud.clock.pass(30 * second)
    expect((await person.submit({ code: others() })).status).toBe(500)
  })
})
