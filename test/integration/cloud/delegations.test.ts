import { randomBytes } from 'node:crypto'
import { hour } from '@mylzip/shared/domain/time.ts'
import { expect } from 'vitest'
import { delegationsOfDevice } from '#cloud/modules/dns/delegations.service.ts'
import { refusalOf } from '../../support/cloud-device.ts'
import { askDns } from '../../support/dns-question.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

const newValue = () => randomBytes(32).toString('base64url')

describeOnEachDatabase('a customer’s own name, delegated to the cloud’s zone', (test, under) => {
  const txt = async (name: string) => (await askDns(under.cloud.dnsPort, name, 'TXT')).texts

  test('has a random target of its own, the same one each time, that exists at once', async () => {
    const { api } = await under.cloud.newDevice()
    const { target } = await api.dns.delegate({ name: 'www.customer.test' })
    expect(target).toMatch(/^[0-9a-f]{32}\.delegated\.myl\.test$/)
    for (const name of ['WWW.Customer.Test.', '*.www.customer.test']) expect(await api.dns.delegate({ name })).toEqual({ target })
    expect(await askDns(under.cloud.dnsPort, target, 'TXT')).toMatchObject({ rcode: 'NOERROR', texts: [] })
    expect((await askDns(under.cloud.dnsPort, 'delegated.myl.test', 'TXT')).rcode).toBe('NOERROR')
    expect((await api.dns.delegate({ name: 'mail.customer.test' })).target).not.toBe(target)
  })

  test('asked for several times at once, has one target', async () => {
    const { api } = await under.cloud.newDevice()
    const targets = await Promise.all(Array.from({ length: 5 }, () => api.dns.delegate({ name: 'www.customer.test' })))
    expect(new Set(targets.map(({ target }) => target)).size).toBe(1)
  })

  test('is proven at the target, a wildcard beside its parent, and leaves nothing there', async () => {
    const { api } = await under.cloud.newDevice()
    const { target } = await api.dns.delegate({ name: 'www.customer.test' })
    const [one, two] = [newValue(), newValue()]
    expect(await api.dns.publishDelegated({ name: 'www.customer.test', value: one })).toEqual({ target })
    await api.dns.publishDelegated({ name: '*.www.customer.test', value: two })
    expect((await txt(target)).sort()).toEqual([one, two].sort())
    expect(await api.dns.removeDelegated({ name: 'www.customer.test', value: one })).toEqual({ removed: true })
    expect(await api.dns.removeDelegated({ name: 'www.customer.test', value: one })).toEqual({ removed: false })
    expect(await txt(target)).toEqual([two])
    under.cloud.clock.pass(hour + 1)
    expect(await txt(target)).toEqual([])
  })

  test('of two devices that prove the same name neither touches the other’s target', async () => {
    const { token } = await under.cloud.newTeam()
    const [one, two] = [await under.cloud.newDevice({ token }), await under.cloud.newDevice({ token })]
    const { target } = await one.api.dns.delegate({ name: 'www.customer.test' })
    const mine = newValue()
    await one.api.dns.publishDelegated({ name: 'www.customer.test', value: mine })
    expect(await refusalOf(two.api.dns.publishDelegated({ name: 'www.customer.test', value: newValue() }))).toMatchObject({
      code: 'NAME_NOT_YOURS',
      status: 403,
    })
    const other = await two.api.dns.delegate({ name: 'www.customer.test' })
    expect(other.target).not.toBe(target)
    expect(await two.api.dns.removeDelegated({ name: 'www.customer.test', value: mine })).toEqual({ removed: false })
    await two.api.dns.publishDelegated({ name: 'www.customer.test', value: newValue() })
    expect(await txt(target)).toEqual([mine])
  })

  const attacks: [string, (names: { target: string; own: string; neighbour: string }) => string][] = [
    ['a name that nobody delegated', () => 'other.customer.test'],
    ['the parent of a delegated name', () => 'customer.test'],
    ['a name below a delegated one', () => 'x.www.customer.test'],
    ['a target itself', ({ target }) => target],
    ['its own name in the zone', ({ own }) => own],
    ['another device’s name', ({ neighbour }) => neighbour],
    ['the challenge name of another device', ({ neighbour }) => `_acme-challenge.${neighbour}`],
    ['the zone', () => 'myl.test'],
    ['a wildcard of the zone', () => '*.myl.test'],
    ['everything', () => '*'],
    ['nothing', () => ''],
    ['an address', () => '192.0.2.1'],
    ['a name with a NUL', () => 'www.customer.test\0'],
    ['a name with a space', () => 'www.customer.test '],
    ['a pattern of the database', () => '%.customer.test'],
    ['a piece of SQL', () => `' OR '1'='1`],
  ]
  test.each(attacks)('a device cannot publish at or remove from %s', async (_, of) => {
    const { token } = await under.cloud.newTeam()
    const victim = await under.cloud.newDevice({ token })
    const attacker = await under.cloud.newDevice({ token })
    const { target } = await victim.api.dns.delegate({ name: 'www.customer.test' })
    const theirs = newValue()
    await victim.api.dns.publishDelegated({ name: 'www.customer.test', value: theirs })
    await attacker.api.dns.delegate({ name: 'www.customer.test' })
    const name = of({ target, own: attacker.enrolled.name, neighbour: victim.enrolled.name })
    expect(await refusalOf(attacker.api.dns.publishDelegated({ name, value: newValue() }))).toMatchObject({ code: 'NAME_NOT_YOURS' })
    const removal = await refusalOf(attacker.api.dns.removeDelegated({ name, value: theirs }))
    expect(['NAME_NOT_YOURS', 'INPUT_INVALID', 'CALL_UNKNOWN']).toContain(removal.code)
    expect(await txt(target)).toEqual([theirs])
  })

  test.each([
    'myl.test',
    'k7.acme.myl.test',
    'x.delegated.myl.test',
    'MYL.test.',
    'localhost',
    '192.0.2.1',
    '::1',
    'a..b',
    `${'a'.repeat(64)}.test`,
    `${'a.'.repeat(119)}test`,
    '',
    '*',
    'ﬀ.test',
    'a b.test',
  ])('%j cannot be delegated', async (name) => {
    const { api } = await under.cloud.newDevice()
    expect(await refusalOf(api.dns.delegate({ name }))).toMatchObject({ code: 'DELEGATION_NAME_UNUSABLE', status: 422 })
  })

  test('there is an end to how many a device may have, and those it has go on working', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    const { target } = await api.dns.delegate({ name: 'first.customer.test' })
    const others = Array.from({ length: delegationsOfDevice - 1 }, (_, at) => `x${at}-${enrolled.deviceId}`)
    const rows = others.map((name) => ({ device_id: enrolled.deviceId, name, target: name, target_key: name, created_at: 0 }))
    await under.database.db.insertInto('delegations').values(rows).execute()
    expect(await refusalOf(api.dns.delegate({ name: 'one-more.customer.test' }))).toMatchObject({
      code: 'DELEGATIONS_FULL',
      status: 409,
      data: { most: delegationsOfDevice },
    })
    expect(await api.dns.delegate({ name: 'first.customer.test' })).toEqual({ target })
  })

  test('a release takes targets and answers out of the zone, and frees nothing for others', async () => {
    const device = await under.cloud.newDevice()
    const { target } = await device.api.dns.delegate({ name: 'www.customer.test' })
    await device.api.dns.publishDelegated({ name: 'www.customer.test', value: newValue() })
    await under.cloud.devices.release(device.enrolled.deviceId)
    expect((await askDns(under.cloud.dnsPort, target, 'TXT')).rcode).toBe('NXDOMAIN')
  })

  test('given up, its target is gone for ever: the name has another from then on', async () => {
    const { token } = await under.cloud.newTeam()
    const [one, other] = [await under.cloud.newDevice({ token }), await under.cloud.newDevice({ token })]
    const name = 'www.customer.test'
    const { target } = await one.api.dns.delegate({ name })
    await one.api.dns.publishDelegated({ name, value: newValue() })
    expect(await other.api.dns.releaseDelegation({ name })).toEqual({ released: false })
    expect(await txt(target)).toHaveLength(1)
    expect(await one.api.dns.releaseDelegation({ name: 'WWW.customer.test.' })).toEqual({ released: true })
    expect(await one.api.dns.releaseDelegation({ name })).toEqual({ released: false })
    expect((await askDns(under.cloud.dnsPort, target, 'TXT')).rcode).toBe('NXDOMAIN')
    expect(await refusalOf(one.api.dns.publishDelegated({ name, value: newValue() }))).toMatchObject({ code: 'NAME_NOT_YOURS' })
    const targets = [target, (await other.api.dns.delegate({ name })).target, (await one.api.dns.delegate({ name })).target]
    expect(new Set(targets).size).toBe(3)
  })

  test('no team can take the label that targets lie below', async () => {
    await expect(under.cloud.teams.create({ slug: 'delegated', name: 'X' })).rejects.toMatchObject({ code: 'LABEL_UNUSABLE' })
  })
})
