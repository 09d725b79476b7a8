import { randomUUID } from 'node:crypto'
import { hour, minute, second } from '@mylzip/shared/domain/time.ts'
import { expect } from 'vitest'
import { signInTries } from '#cloud/modules/tries/allowances.policy.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { newAccount, password, signIn as signInWith } from '../../support/web-account.ts'
import { createVisitor } from '../../support/web-visitor.ts'

describeOnEachDatabase('an account', (test, under) => {
  const newEmail = () => `${randomUUID()}@people.test`
  const visitor = () => createVisitor(under.cloud.url)

  const signUp = () => newAccount(under.cloud)
  const signIn = (email: string, secret = password) => signInWith(under.cloud, email, secret)

  test('begins with a mail, whose link leads to a password and to being signed in', async () => {
    const { page, email, person } = await signUp()
    expect(page).toMatchObject({ path: '/account', status: 200 })
    expect(page.text).toContain(email)
    expect([...person.cookies.keys()]).toEqual(['__Host-session', '__Host-known'])
  })

  test('keeps a password as argon2id', async () => {
    const { email } = await signUp()
    const row = await under.database.db.selectFrom('people').select('password_hash').where('email', '=', email).executeTakeFirst()
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('is signed in to with its password, however the address is written, and with no other', async () => {
    const { email } = await signUp()
    expect((await signIn(email.toUpperCase())).page.path).toBe('/account')
    const { page } = await signIn(email, 'another password')
    expect(page).toMatchObject({ status: 401, path: '/sign-in' })
    expect(page.text).toContain('The email address or the password is not right.')
  })

  test('is made by a link once, and not when it is a day old or only opened', async () => {
    const email = newEmail()
    const person = visitor()
    await person.open('/sign-up')
    await person.submit({ email })
    const link = await under.cloud.mailbox.linkTo(email)
    expect((await person.open(link)).text).toContain('Choose a password')
    expect((await person.open(link)).text).toContain('Choose a password')
    await person.submit({ name: 'Nora', password })
    expect(await visitor().open(link)).toMatchObject({ status: 404 })

    const late = newEmail()
    await person.open('/sign-up')
    await person.submit({ email: late })
    const old = await under.cloud.mailbox.linkTo(late)
    under.cloud.clock.pass(25 * hour)
    expect((await visitor().open(old)).text).toContain('This link is over')
  })

  test('is not made by somebody else’s wish: a second sign-up mails that there is one', async () => {
    const { email } = await signUp()
    const somebody = visitor()
    await somebody.open('/sign-up')
    await somebody.submit({ email })
    const mail = (await under.cloud.mailbox.to(email)).at(-1)
    expect(mail?.subject).toBe('You have a MyL.Zip SSL account already')
    expect(mail?.text).not.toContain('token=')
  })

  test.each([
    ['short', 'at least 10 characters'],
    ['aaaaaaaaaaaa', 'repeats the same'],
    ['Password123', 'easily guessed'],
  ])('takes no password like %s', async (weak, reason) => {
    const email = newEmail()
    const person = visitor()
    await person.open('/sign-up')
    await person.submit({ email })
    await person.open(await under.cloud.mailbox.linkTo(email))
    const page = await person.submit({ name: 'Nora', password: weak })
    expect(page.status).toBe(400)
    expect(page.text).toContain(reason)
    expect((await person.submit({ name: 'Nora', password })).path).toBe('/account')
  })

  test('gets a new password by mail, which ends all sessions, and tells its owner', async () => {
    const { email, person } = await signUp()
    const forgetful = visitor()
    await forgetful.open('/reset')
    await forgetful.submit({ email })
    await forgetful.open(await under.cloud.mailbox.linkTo(email))
    const page = await forgetful.submit({ password: 'eleven loud otters' })
    expect(page.path).toBe('/sign-in?done=reset')
    expect((await person.open('/account')).path).toMatch(/^\/sign-in/)
    expect((await signIn(email)).page.status).toBe(401)
    expect((await signIn(email, 'eleven loud otters')).page.path).toBe('/account')
    expect((await under.cloud.mailbox.to(email)).at(-1)?.subject).toContain('a new password was chosen by mail')
  })

  test('changes its password where the one so far is known, and the other sessions end', async () => {
    const { email, person } = await signUp()
    const { person: elsewhere } = await signIn(email)
    await person.open('/account/password')
    expect((await person.submit({ current: 'wrong', password: 'eleven loud otters' })).status).toBe(403)
    expect((await person.submit({ current: password, password: 'eleven loud otters' })).text).toContain('The password is changed.')
    expect((await elsewhere.open('/account')).path).toMatch(/^\/sign-in/)
  })

  test('is neither found nor missed by signing up, resetting or signing in: the same bytes', async () => {
    const { email } = await signUp()
    const unknown = `${'0'.repeat(36)}@people.test`
    const somebody = visitor()
    const bytes = async (path: string, fields: Record<string, string>) => {
      const answers = []
      for (const address of [email, unknown]) {
        await somebody.open(path)
        const { status, html, headers } = await somebody.submit({ email: address, ...fields })
        const told = [...headers].filter(([name]) => !name.startsWith('x-ratelimit') && name !== 'date' && name !== 'x-request-id')
        answers.push({ status, html: html.replaceAll(address, 'ADDRESS'), told })
      }
      expect(answers[0]).toEqual(answers[1])
    }
    await bytes('/sign-up', {})
    await bytes('/reset', {})
    await bytes('/sign-in', { password: 'wrong password' })
  })

  test('is guessed at ten times a minute at most, and whether it exists does not matter', async () => {
    const { email } = await signUp()
    for (const address of [email, newEmail()]) {
      const guesser = visitor()
      await guesser.open('/sign-in')
      const tries = await Promise.all(Array.from({ length: 14 }, () => guesser.submit({ email: address, password: 'guess' })))
      expect(tries.filter(({ status }) => status === 401)).toHaveLength(10)
      const late = tries.find(({ status }) => status === 429)
      expect(Number(late?.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(late?.text).toContain('That was tried too often.')
    }
    under.cloud.clock.pass(minute)
    expect((await signIn(email)).page.path).toBe('/account')
  })

  test('stays open to its person while somebody guesses at it from a hundred places: where they signed in or signed up before, and by a mail', async () => {
    const { email, person: first } = await signUp()
    await first.submit({}, '/sign-out')
    const { person } = await signIn(email)
    await person.submit({}, '/sign-out')
    // As many as an account is open to from everywhere; to guess them would cost each the time of a password's hash.
    await signIn(email, 'guess')
    const key = signInTries(email, '192.0.2.1')[1]?.key ?? ''
    const settled_at = under.cloud.clock.now() + 100 * 15 * second
    await under.database.db.updateTable('tries').set({ settled_at }).where('key', '=', key).execute()
    expect((await signIn(email)).page.status).toBe(429)

    await person.open('/sign-in')
    expect((await person.submit({ email, password: 'wrong here' })).status).toBe(401)
    await person.open('/sign-in')
    expect((await person.submit({ email, password })).path).toBe('/account')
    await first.open('/sign-in')
    expect((await first.submit({ email, password })).path).toBe('/account')
    const stranger = await signUp()
    const elsewhere = createVisitor(under.cloud.url)
    await elsewhere.open('/sign-in')
    await elsewhere.submit({ email: stranger.email, password })
    await elsewhere.submit({}, '/sign-out')
    await elsewhere.open('/sign-in')
    expect((await elsewhere.submit({ email, password })).status).toBe(429)

    const afresh = visitor()
    await afresh.open('/reset')
    await afresh.submit({ email })
    await afresh.open(await under.cloud.mailbox.linkTo(email))
    await afresh.submit({ password: 'eleven loud otters' })
    expect((await afresh.submit({ email, password: 'eleven loud otters' })).path).toBe('/account')
  })

  test('gets five mails at most that anybody may ask for', async () => {
    const email = newEmail()
    const somebody = visitor()
    await somebody.open('/sign-up')
    const statuses = []
    for (let n = 0; n < 7; n++) {
      statuses.push((await somebody.submit({ email })).status)
      await somebody.open('/sign-up')
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
    expect(await under.cloud.mailbox.to(email)).toHaveLength(5)
  })
})
