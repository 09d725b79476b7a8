import { day, hour } from '@mylzip/shared/domain/time.ts'
import { compactVerify, generalVerify, importJWK } from 'jose'
import { expect } from 'vitest'
import { warnOfUsage } from '#cloud/jobs/warn-of-usage.job.ts'
import { createTeamAudit } from '#cloud/modules/team-audit/team-audit.service.ts'
import { systemRandom } from '#cloud/plugins/random.adapter.ts'
import { refusalOf } from '../../support/cloud-device.ts'
import { clientWith } from '../../support/cloud-person.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

const nonce = 'n'.repeat(22)

describeOnEachDatabase('licences', (test, under) => {
  async function freeTeam() {
    const team = await under.cloud.newTeam({ plan: 'free' })
    return { ...team, owner: await under.cloud.newPerson({ teamId: team.teamId, role: 'owner' }) }
  }
  const grant = (teamId: string, devices: number | null, lasts = 365 * day, plan: 'premium' | 'enterprise' = 'premium') =>
    under.cloud.licences.grant({ teamId, plan, devices, endsAt: under.cloud.clock.now() + lasts })
  const wildcard = (deviceId: string, name: string) => ({ deviceId, domain: name, certificateType: 'wildcard', autoRenewal: true }) as const

  test('a free team may have its devices’ own names, renew and revoke, and is told what a wildcard needs', async () => {
    const { owner, token } = await freeTeam()
    const { deviceId, name } = (await under.cloud.newDevice({ token })).enrolled
    await owner.api.ssl.provisionDevice({ deviceId, domain: name, certificateType: 'single', autoRenewal: true })
    await owner.api.ssl.renewCertificate({ deviceId })
    expect(await refusalOf(owner.api.ssl.provisionDevice(wildcard(deviceId, name)))).toMatchObject({
      code: 'LICENCE_REQUIRED',
      status: 402,
      data: { plan: 'Premium', feature: 'wildcard certificates' },
    })
    expect(await owner.api.ssl.deviceStatus({ deviceId })).toMatchObject({ plan: 'free' })
  })

  test('the trial lasts seven days, is begun once by an owner, and takes nothing away when it ends', async () => {
    const { owner, slug, token, teamId } = await freeTeam()
    const { deviceId, name } = (await under.cloud.newDevice({ token })).enrolled
    const admin = await under.cloud.newPerson({ teamId, role: 'admin' })
    expect(await refusalOf(admin.api.licences.beginTrial({ team: slug }))).toMatchObject({ code: 'ROLE_TOO_LOW' })
    const begun = await owner.api.licences.beginTrial({ team: slug })
    expect(begun).toMatchObject({ plan: 'premium', licence: { devices: null }, trial: { available: false } })
    await owner.api.ssl.provisionDevice(wildcard(deviceId, name))
    expect(await refusalOf(owner.api.licences.beginTrial({ team: slug }))).toMatchObject({ code: 'TRIAL_USED', status: 409 })

    under.cloud.clock.pass(7 * day + hour)
    const later = await under.cloud.newPerson({ teamId, role: 'owner' })
    expect(await later.api.licences.ofTeam({ team: slug })).toMatchObject({ plan: 'free', licence: null, trial: { available: false } })
    expect(await refusalOf(later.api.ssl.provisionDevice(wildcard(deviceId, name)))).toMatchObject({ code: 'LICENCE_EXPIRED', status: 402 })
    expect(await refusalOf(later.api.licences.beginTrial({ team: slug }))).toMatchObject({ code: 'TRIAL_USED' })
    expect(await later.api.ssl.renewCertificate({ deviceId, certificate: `*.${name}` })).toMatchObject({ state: 'queued' })
  })

  test('a device is told what its team uses of the plan, and where its people see to the team', async () => {
    const { token, slug, teamId } = await freeTeam()
    const device = await under.cloud.newDevice({ token })
    expect(await device.api.licences.ofDevice()).toEqual({
      usage: expect.arrayContaining([{ what: 'devices', used: 1, limit: null, warning: null }]),
      trialAvailable: true,
      teamPage: `https://cloud.myl.test/teams/${slug}`,
    })
    await grant(teamId, 1)
    const { usage, trialAvailable } = await device.api.licences.ofDevice()
    expect(usage).toContainEqual({ what: 'devices', used: 1, limit: 1, warning: 100 })
    expect(trialAvailable).toBe(false)
  })

  test('of two owners who begin the trial at once, the team gets one', async () => {
    const { owner, slug, teamId } = await freeTeam()
    const other = await under.cloud.newPerson({ teamId, role: 'owner' })
    const both = await Promise.allSettled([owner, other].map(({ api }) => api.licences.beginTrial({ team: slug })))
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true)
    const rows = await under.database.db.selectFrom('licences').selectAll().where('team_id', '=', teamId).execute()
    expect(rows).toHaveLength(1)
  })

  test('a licence for one device is for the one that is longest in the team', async () => {
    const { owner, token, teamId } = await freeTeam()
    const [first, second] = [await under.cloud.newDevice({ token }), await under.cloud.newDevice({ token })].map(({ enrolled }) => enrolled)
    if (!first || !second) throw new Error('there are two')
    await under.database.db
      .updateTable('devices')
      .set({ created_at: under.cloud.clock.now() - hour })
      .where('id', '=', first.deviceId)
      .execute()
    await grant(teamId, 1)
    await owner.api.ssl.provisionDevice(wildcard(first.deviceId, first.name))
    expect(await refusalOf(owner.api.ssl.provisionDevice(wildcard(second.deviceId, second.name)))).toMatchObject({
      code: 'LICENCE_LIMIT_REACHED',
      status: 409,
      data: { limit: 1, what: 'devices' },
    })
    await under.cloud.devices.release(first.deviceId)
    await owner.api.ssl.provisionDevice(wildcard(second.deviceId, second.name))
  })

  test('a withdrawn licence ends at once, and the team’s log says what was granted and withdrawn', async () => {
    const { owner, slug, token, teamId } = await freeTeam()
    const { deviceId, name } = (await under.cloud.newDevice({ token })).enrolled
    await grant(teamId, 5)
    expect(await under.cloud.licences.withdraw(teamId)).toEqual(['premium'])
    expect(await under.cloud.licences.withdraw(teamId)).toEqual([])
    expect(await refusalOf(owner.api.ssl.provisionDevice(wildcard(deviceId, name)))).toMatchObject({ code: 'LICENCE_EXPIRED' })
    const { items } = await owner.api.teams.audit({ team: slug })
    expect(items.slice(0, 2).map(({ action }) => action)).toEqual(['licence.withdrawn', 'licence.granted'])
  })

  test('a domain of one’s own is proven through the cloud with a plan only, and what is delegated stays good without', async () => {
    const { token, teamId } = await freeTeam()
    const device = await under.cloud.newDevice({ token })
    expect(await refusalOf(device.api.dns.delegate({ name: 'shop.example.com' }))).toMatchObject({ code: 'LICENCE_REQUIRED' })
    await grant(teamId, 1)
    const { target } = await device.api.dns.delegate({ name: 'shop.example.com' })
    await under.cloud.licences.withdraw(teamId)
    expect(await device.api.dns.delegate({ name: 'shop.example.com' })).toEqual({ target })
    await device.api.dns.publishDelegated({ name: 'shop.example.com', value: 'v'.repeat(43) })
    expect(await refusalOf(device.api.dns.delegate({ name: 'other.example.com' }))).toMatchObject({ code: 'LICENCE_EXPIRED' })
  })

  test('API tokens work as long as the plan has them; people go on without', async () => {
    const { owner, slug, token, teamId } = await freeTeam()
    const { deviceId } = (await under.cloud.newDevice({ token })).enrolled
    const asked = { team: slug, name: 'script', role: 'member', scopes: ['devices:read', 'team:read'], expiresInDays: null } as const
    expect(await refusalOf(owner.api.apiTokens.create({ ...asked, scopes: [...asked.scopes] }))).toMatchObject({ code: 'LICENCE_REQUIRED' })
    await grant(teamId, 1)
    const { secret } = await owner.api.apiTokens.create({ ...asked, scopes: [...asked.scopes] })
    const program = clientWith(under.cloud.url, { authorization: `Bearer ${secret}` })
    await program.ssl.deviceStatus({ deviceId })
    await program.ssl.deviceStatus({ deviceId })
    await under.cloud.licences.withdraw(teamId)
    expect(await refusalOf(program.ssl.deviceStatus({ deviceId }))).toMatchObject({ code: 'LICENCE_EXPIRED' })
    await owner.api.ssl.deviceStatus({ deviceId })
  })

  test('what is used is counted, and 80 and 100 percent are each said once in the log', async () => {
    const { owner, slug, token, teamId } = await freeTeam()
    await grant(teamId, 5)
    for (let n = 0; n < 4; n++) await under.cloud.newDevice({ token })
    const devices = async () => (await owner.api.licences.ofTeam({ team: slug })).usage.find(({ what }) => what === 'devices')
    expect(await devices()).toEqual({ what: 'devices', used: 4, limit: 5, warning: 80 })
    const { db } = under.database
    const audit = createTeamAudit({ db, clock: under.cloud.clock, random: systemRandom })
    const warn = () => warnOfUsage({ db, licences: under.cloud.licences, audit }, under.cloud.clock.now())
    expect(await warn()).toBeGreaterThan(0)
    expect(await warn()).toBe(0)
    await under.cloud.newDevice({ token })
    expect(await devices()).toMatchObject({ used: 5, warning: 100 })
    expect(await warn()).toBe(1)
    await under.cloud.newDevice({ token })
    expect(await warn()).toBe(0)
    const { items } = await owner.api.teams.audit({ team: slug })
    expect(items.filter(({ action }) => action === 'licence.usage-warned').map(({ facts }) => facts.percent)).toEqual([100, 80])
  })

  test('a device gets its licence signed, for itself, with its own nonce, by a key that the well-known path shows', async () => {
    const { token, teamId } = await freeTeam()
    const device = await under.cloud.newDevice({ token })
    await grant(teamId, 3)
    const { document } = await device.api.licences.document({ nonce })
    const keys = (await (await fetch(`${under.cloud.url}/.well-known/mylzip-licence-keys.json`)).json()) as Parameters<
      typeof generalVerify
    >[0]
    const set = JSON.parse(Buffer.from(String(keys.payload), 'base64url').toString())
    const key = await importJWK(set.keys[0], 'EdDSA')
    await generalVerify(keys, key)
    const { payload, protectedHeader } = await compactVerify(document, key)
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'mylzip-licence+jwt', kid: set.keys[0].kid })
    expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({
      sub: device.enrolled.deviceId,
      nonce,
      held: { plan: 'premium', devices: 3 },
      ended: null,
      covered: true,
    })
  })
})
