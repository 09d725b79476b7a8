import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { newAccount, password, signIn } from '../../support/web-account.ts'

describeOnEachDatabase('what the cloud knows of a person', (test, under) => {
  async function withTeam(name = 'Nora') {
    const { email, person } = await newAccount(under.cloud, { email: `${name.toLowerCase()}-${randomUUID()}@people.test`, name })
    const slug = `team-${randomUUID().slice(-8)}`
    await person.open('/teams/new')
    await person.submit({ name: 'Acme', slug })
    const { id: teamId } = await under.database.db.selectFrom('teams').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
    return { email, person, slug, teamId }
  }

  async function deleteAccount({ person }: Pick<Awaited<ReturnType<typeof withTeam>>, 'person'>, secret = password) {
    await person.open('/account/delete')
    return person.submit({ password: secret })
  }

  /** Every row of every table that holds the text anywhere. */
  async function tracesOf(text: string): Promise<string[]> {
    const { db } = under.database
    const tables = (await db.introspection.getTables()).filter(({ name }) => !name.startsWith('kysely'))
    const found: string[] = []
    for (const { name } of tables) {
      const { rows } = await sql<{
        row: string
      }>`SELECT t::text AS row FROM ${sql.table(name)} t WHERE t::text ILIKE ${`%${text}%`}`.execute(db)
      found.push(...rows.map(({ row }) => `${name}: ${row}`))
    }
    return found
  }

  test('is given out as one file: account, sessions, teams, and what logs say', async () => {
    const { email, person, slug } = await withTeam()
    const { status, headers, html } = await person.open('/account/export')
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toBe('attachment; filename="mylzip-account.json"')
    const file = JSON.parse(html)
    expect(file).toMatchObject({
      account: { email, name: 'Nora' },
      signingIn: { hasPassword: true, codeSince: null },
      sessions: [{ address: '127.0.0.1' }],
      teams: [{ slug, role: 'owner' }],
      teamLogs: { aboutYou: [{ team: slug, action: 'member.joined', field: 'email', value: email }] },
    })
    expect(file.teamLogs).toMatchObject({ byYou: [{}, {}], next: null })
    // Logs that are too long for one file are given out part by part.
    const rest = JSON.parse((await person.open('/account/export?cursor=1')).html)
    expect(rest.teamLogs).toMatchObject({ aboutYou: [], byYou: [file.teamLogs.byYou[1]], next: null })
    expect((await person.open('/account/export?cursor=nonsense')).status).toBe(400)
    expect(html).not.toMatch(/argon2|mylzip_session|secret/)
  })

  test('goes with the account, everywhere; the team’s log stays whole', async () => {
    const owner = await withTeam()
    const other = await under.cloud.newPerson({ teamId: owner.teamId, role: 'owner' })
    await other.api.teams.setRole({
      team: owner.slug,
      person: await idOf(owner.email),
      role: 'admin',
    })
    const id = await idOf(owner.email)
    expect((await deleteAccount(owner, 'wrong password')).status).toBe(403)
    expect((await deleteAccount(owner)).text).toContain('Your account is deleted.')
    await under.cloud.mailbox.to(owner.email)
    expect(await tracesOf(owner.email)).toEqual([])
    expect((await tracesOf(id)).filter((row) => !row.startsWith('team_audit:'))).toEqual([])
    expect(await other.api.teams.verifyAudit({ team: owner.slug })).toMatchObject({ brokenAt: null, deletedFields: 3 })
    const { items } = await other.api.teams.audit({ team: owner.slug })
    expect(items[0]).toMatchObject({ action: 'member.left', personal: { email: null } })
    expect((await owner.person.open('/account')).path).toMatch(/^\/sign-in/)
    expect((await signIn(under.cloud, owner.email)).page.status).toBe(401)
    expect((await newAccount(under.cloud, { email: owner.email })).page.path).toBe('/account')
  })

  test('goes from logs also where only an invitation named the address', async () => {
    const owner = await withTeam()
    const guest = await newAccount(under.cloud)
    await owner.person.open(`/teams/${owner.slug}`)
    await owner.person.submit({ email: guest.email.toUpperCase().replace('PEOPLE.TEST', 'people.test'), role: 'member' })
    await deleteAccount(guest)
    await under.cloud.outbox.sendDue()
    expect(await tracesOf(guest.email)).toEqual([])
    const { api } = await under.cloud.newPerson({ teamId: owner.teamId, role: 'owner' })
    expect(await api.teams.verifyAudit({ team: owner.slug })).toMatchObject({ brokenAt: null, deletedFields: 1 })
  })

  test('stays while a team with other members would be left without an owner', async () => {
    const owner = await withTeam()
    const member = await under.cloud.newPerson({ teamId: owner.teamId, role: 'admin' })
    const page = await deleteAccount(owner)
    expect([page.status, page.text]).toEqual([409, expect.stringContaining('The team Acme would be left without an owner.')])
    expect((await owner.person.open('/account')).status).toBe(200)
    const id = await idOf(member.email)
    await owner.person.open(`/teams/${owner.slug}`)
    await owner.person.submit({ person: id, role: 'owner' }, `/teams/${owner.slug}/members/role`)
    expect((await deleteAccount(owner)).text).toContain('Your account is deleted.')
  })

  test('goes with a team of one’s own, which is closed while its devices go on', async () => {
    const owner = await withTeam()
    const { token } = await under.cloud.devices.createEnrolmentToken({ teamId: owner.teamId, maxUses: 10, lifetime: 1_000_000 })
    const device = await under.cloud.newDevice({ token })
    const { secret } = await under.cloud.apiTokens.create({
      ...{ teamId: owner.teamId, name: 'x', role: 'admin', scopes: ['team:read'], createdBy: await idOf(owner.email), expiresAt: null },
    })
    await deleteAccount(owner)
    await expect(under.cloud.newDevice({ token })).rejects.toMatchObject({ code: 'ENROLMENT_TOKEN_INVALID' })
    expect(await under.cloud.apiTokens.find(secret)).toBeUndefined()
    await expect(device.accessToken()).resolves.toMatch(/^ey/)
    await expect(under.cloud.teams.create({ slug: owner.slug, name: 'Other' })).rejects.toMatchObject({ code: 'LABEL_TAKEN' })
  })

  async function idOf(email: string) {
    return (await under.database.db.selectFrom('people').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id
  }
})
