import { randomUUID } from 'node:crypto'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import { day } from '@mylzip/shared/domain/time.ts'
import { expect } from 'vitest'
import { refusalOf } from '../../support/cloud-device.ts'
import { clientWith } from '../../support/cloud-person.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { newAccount, signIn } from '../../support/web-account.ts'
import { createVisitor } from '../../support/web-visitor.ts'

describeOnEachDatabase('a team', (test, under) => {
  const newSlug = () => `team-${randomUUID().slice(-8)}`
  const newEmail = () => `${randomUUID()}@people.test`

  /** Somebody who has made a team on the pages. */
  async function newOwner() {
    const { email, person } = await newAccount(under.cloud)
    const slug = newSlug()
    await person.open('/teams/new')
    await person.submit({ name: 'Acme & Sons', slug })
    return { email, person, slug }
  }

  /** Somebody who was invited there and has accepted with a new account. */
  async function newMember({ person, slug }: Awaited<ReturnType<typeof newOwner>>, role: TeamRole) {
    const email = newEmail()
    await person.open(`/teams/${slug}`)
    await person.submit({ email, role })
    const guest = createVisitor(under.cloud.url)
    await guest.open(await under.cloud.mailbox.linkTo(email))
    const page = await guest.submit({ name: `Guest ${role}`, password: 'nine calm herons' })
    return { email, person: guest, page }
  }

  async function idOf(email: string) {
    return (await under.database.db.selectFrom('people').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id
  }

  const logOf = async (slug: string) => {
    const { id } = await under.database.db.selectFrom('teams').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
    const { api } = await under.cloud.newPerson({ teamId: id, role: 'owner' })
    expect((await api.teams.verifyAudit({ team: slug })).brokenAt).toBeNull()
    return (await api.teams.audit({ team: slug })).items.slice(1)
  }

  test('is made by a person, who owns it; its label is checked, and never given twice', async () => {
    const { email, person, slug } = await newOwner()
    expect((await person.open(`/teams/${slug}`)).text).toContain(`Acme & Sons The names of its devices end in ${slug} . You are owner.`)
    const other = await newAccount(under.cloud)
    for (const [taken, words] of [
      [slug.toUpperCase(), 'is taken'],
      ['www', 'kept for the service itself'],
      ['a_b', 'only letters'],
    ]) {
      await other.person.open('/teams/new')
      expect((await other.person.submit({ name: 'Other', slug: taken ?? '' })).text).toContain(words)
    }
    expect(await logOf(slug)).toMatchObject([
      { action: 'member.joined', personal: { email } },
      { action: 'team.created', facts: { slug } },
    ])
  })

  test('has a name that carries no link into our mails, however it is made', async () => {
    const { person } = await newAccount(under.cloud)
    const { api } = await under.cloud.newPerson()
    for (const name of [
      'Prize https://evil.test',
      'Claim at WWW.evil.test',
      'evil.test/win',
      'ｗｗｗ．evil',
      'me@evil.test',
      'a\nb',
      'a\u202eb',
    ]) {
      const refusal = await refusalOf(api.teams.create({ slug: newSlug(), name }))
      expect([name, refusal.code, refusal.status]).toEqual([name, 'INPUT_INVALID', 400])
      await person.open('/teams/new')
      const page = await person.submit({ name, slug: newSlug() })
      expect([name, page.status, page.path]).toEqual([name, 400, '/teams/new'])
    }
    await expect(api.teams.create({ slug: newSlug(), name: 'Müller & Söhne e.V.' })).resolves.toMatchObject({ role: 'owner' })
  })

  test('loses what somebody let others in by, with that person’s right to do so', async () => {
    const { teamId, slug } = await under.cloud.newTeam()
    const owner = await under.cloud.newPerson({ teamId, role: 'owner' })
    const changes = {
      removed: (person: string) => owner.api.teams.removeMember({ team: slug, person }),
      demoted: (person: string) => owner.api.teams.setRole({ team: slug, person, role: 'member' }),
    }
    const actions = async () => (await owner.api.teams.audit({ team: slug, limit: 3 })).items.map(({ action }) => action)
    const newAdmin = async () => {
      const admin = await under.cloud.newPerson({ teamId, role: 'admin' })
      const { secret } = await admin.api.apiTokens.create({ team: slug, name: 'Their program', role: 'admin', scopes: ['team:read'] })
      const guest = newEmail()
      await admin.api.teams.invite({ team: slug, email: guest, role: 'admin' })
      const program = clientWith(under.cloud.url, { authorization: `Bearer ${secret}` })
      expect((await program.teams.members({ team: slug })).items).not.toEqual([])
      return { admin, program, link: await under.cloud.mailbox.linkTo(guest) }
    }
    const kept = await newAdmin()
    for (const [how, change] of Object.entries(changes)) {
      const { admin, program, link } = await newAdmin()
      await change(admin.id)
      expect(await refusalOf(program.teams.members({ team: slug }))).toMatchObject({ code: 'API_TOKEN_INVALID' })
      expect(await createVisitor(under.cloud.url).open(link)).toMatchObject({ status: 404 })
      expect(await actions()).toEqual([
        'invitation.withdrawn',
        'api-token.withdrawn',
        how === 'removed' ? 'member.removed' : 'member.role-changed',
      ])
    }
    expect((await kept.program.teams.members({ team: slug })).items).not.toEqual([])
    expect(await createVisitor(under.cloud.url).open(kept.link)).toMatchObject({ status: 200 })
    expect((await owner.api.teams.verifyAudit({ team: slug })).brokenAt).toBeNull()
  })

  test('is joined by an invitation, with a new account whose address the link has proved', async () => {
    const owner = await newOwner()
    const { page, person, email } = await newMember(owner, 'member')
    expect(page).toMatchObject({ status: 200, path: `/teams/${owner.slug}?done=joined` })
    expect(page.text).toContain('You are member.')
    expect((await person.open('/account')).text).toContain(email)
    expect((await logOf(owner.slug)).map(({ action }) => action).slice(0, 2)).toEqual(['member.joined', 'member.invited'])
  })

  test('is joined with the account one has, and by nobody else who has the link', async () => {
    const owner = await newOwner()
    const known = await newAccount(under.cloud)
    await owner.person.open(`/teams/${owner.slug}`)
    await owner.person.submit({ email: known.email, role: 'admin' })
    const link = await under.cloud.mailbox.linkTo(known.email)

    const other = await newAccount(under.cloud)
    expect((await other.person.open(link)).text).toContain('you are signed in with another address')
    const csrf = /name="csrf" value="([^"]+)"/.exec((await other.person.open(link)).html)?.[1] ?? ''
    const token = new URLSearchParams(link.split('?')[1]).get('token') ?? ''
    expect(await other.person.post('/invitation/accept', { csrf, token })).toMatchObject({ status: 400 })

    const visitor = createVisitor(under.cloud.url)
    expect((await visitor.open(link)).text).toContain('Sign in to accept')
    await visitor.open(`/sign-in?next=${encodeURIComponent(link)}`)
    expect((await visitor.submit({ email: known.email, password: 'seven quiet otters' })).path).toBe(link)
    expect((await visitor.submit({}, '/invitation/accept')).text).toContain('You are admin.')
    expect(await visitor.open(link)).toMatchObject({ status: 404 })
  })

  test('is not joined by an invitation that was withdrawn, taken the place of, or is a week old', async () => {
    const owner = await newOwner()
    const email = newEmail()
    const invite = async () => {
      await owner.person.open(`/teams/${owner.slug}`)
      await owner.person.submit({ email, role: 'member' })
      return under.cloud.mailbox.linkTo(email)
    }
    const [first, second] = [await invite(), await invite()]
    const guest = createVisitor(under.cloud.url)
    expect(await guest.open(first)).toMatchObject({ status: 404 })
    expect(await guest.open(second)).toMatchObject({ status: 200 })
    await owner.person.open(`/teams/${owner.slug}`)
    await owner.person.submit({}, `/teams/${owner.slug}/invitations/withdraw`)
    expect((await guest.submit({ name: 'Late', password: 'nine calm herons' })).text).toContain('This link is not good any more')
    const third = await invite()
    under.cloud.clock.pass(8 * day)
    expect(await guest.open(third)).toMatchObject({ status: 404 })
  })

  test('is looked after by admins, and owned by owners alone', async () => {
    const owner = await newOwner()
    const admin = await newMember(owner, 'admin')
    const member = await newMember(owner, 'member')
    const base = `/teams/${owner.slug}`
    const [ownerId, memberId] = [await idOf(owner.email), await idOf(member.email)]

    await admin.person.open(base)
    expect((await admin.person.submit({ person: memberId, role: 'read-only' }, `${base}/members/role`)).text).toContain(
      'The role is changed.',
    )
    const csrf = /name="csrf" value="([^"]+)"/.exec((await admin.person.open(base)).html)?.[1] ?? ''
    for (const [path, fields] of [
      [`${base}/members/role`, { person: memberId, role: 'owner' }],
      [`${base}/members/role`, { person: ownerId, role: 'member' }],
      [`${base}/members/remove`, { person: ownerId }],
      [base, { email: newEmail(), role: 'owner' }],
    ] as const) {
      const page = await admin.person.post(path, { csrf, ...fields })
      expect([page.status, page.text]).toEqual([403, expect.stringContaining('Only an owner of the team')])
    }

    const page = await member.person.open(base)
    expect(page.html).not.toContain('/members/role')
    const own = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    expect(await member.person.post(`${base}/members/remove`, { csrf: own, person: ownerId })).toMatchObject({ status: 403 })
    expect(await member.person.post(base, { csrf: own, email: newEmail(), role: 'member' })).toMatchObject({ status: 403 })

    await admin.person.open(base)
    await admin.person.submit({ person: memberId }, `${base}/members/remove`)
    expect(await member.person.open(base)).toMatchObject({ status: 404 })
    expect((await logOf(owner.slug)).slice(0, 2)).toMatchObject([
      { action: 'member.removed', personal: { email: member.email } },
      { action: 'member.role-changed', facts: { role: 'read-only', before: 'member' } },
    ])
  })

  test('always has an owner: the last one cannot leave or step down before naming another', async () => {
    const owner = await newOwner()
    const admin = await newMember(owner, 'admin')
    const base = `/teams/${owner.slug}`
    await owner.person.open(base)
    const page = await owner.person.submit({}, `${base}/leave`)
    expect([page.status, page.text]).toEqual([409, expect.stringContaining('would be left without an owner')])
    await owner.person.open(base)
    await owner.person.submit({ person: await idOf(admin.email), role: 'owner' }, `${base}/members/role`)
    // Both want to go at the same moment: one of them has to stay.
    await Promise.all([owner, admin].map(({ person }) => person.open(base)))
    const left = await Promise.all([owner, admin].map(({ person }) => person.submit({}, `${base}/leave`)))
    expect(left.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await logOf(owner.slug))[0]).toMatchObject({ action: 'member.left' })
  })

  test('is not to be seen by others, who learn nothing of it', async () => {
    const { slug } = await newOwner()
    const { person } = await newAccount(under.cloud)
    const [there, nowhere] = [await person.open(`/teams/${slug}`), await person.open('/teams/nowhere')]
    expect(there.text.replaceAll(slug, 'nowhere')).toBe(nowhere.text)
    expect((await createVisitor(under.cloud.url).open(`/teams/${slug}`)).path).toMatch(/^\/sign-in/)
  })

  test('can be looked after by programs as well, within the same bounds', async () => {
    const { teamId, slug } = await under.cloud.newTeam()
    const owner = await under.cloud.newPerson({ teamId, role: 'owner' })
    const admin = await under.cloud.newPerson({ teamId, role: 'admin' })
    for (let n = 0; n < 3; n++) await under.cloud.newPerson({ teamId, role: 'member' })
    const first = await admin.api.teams.members({ team: slug, limit: 2 })
    const rest = await admin.api.teams.members({ team: slug, limit: 10, cursor: first.next ?? '' })
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(5)
    expect(rest.next).toBeNull()
    expect(await refusalOf(admin.api.teams.setRole({ team: slug, person: owner.id, role: 'member' }))).toMatchObject({
      code: 'OWNER_NEEDED',
    })
    expect(await refusalOf(owner.api.teams.removeMember({ team: slug, person: owner.id }))).toMatchObject({
      code: 'LAST_OWNER',
      status: 409,
    })
    expect(await refusalOf(admin.api.teams.invite({ team: slug, email: owner.email, role: 'member' }))).toMatchObject({
      code: 'MEMBER_ALREADY',
    })
    const { id } = await admin.api.teams.invite({ team: slug, email: newEmail(), role: 'member' })
    expect((await admin.api.teams.invitations({ team: slug })).items.map((item) => item.id)).toEqual([id])
    await admin.api.teams.withdrawInvitation({ team: slug, invitation: id })
    expect(await refusalOf(admin.api.teams.withdrawInvitation({ team: slug, invitation: id }))).toMatchObject({
      code: 'INVITATION_NOT_FOUND',
    })
    const made = await admin.api.teams.create({ slug: newSlug(), name: 'Second' })
    expect(made.role).toBe('owner')
    for (let n = 0; n < 4; n++) await admin.api.teams.create({ slug: newSlug(), name: 'More' })
    expect(await refusalOf(admin.api.teams.create({ slug: newSlug(), name: 'Too many' }))).toMatchObject({ code: 'TOO_MANY_TRIES' })
  })

  test('keeps its members’ sessions apart: what one signs in to, another does not', async () => {
    const owner = await newOwner()
    const { page } = await signIn(under.cloud, owner.email, 'nine calm herons')
    expect(page.status).toBe(401)
  })
})
