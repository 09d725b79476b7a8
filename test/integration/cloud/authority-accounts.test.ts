import { expect } from 'vitest'
import { authoritiesOfDevice } from '#cloud/modules/dns/ordering-accounts.service.ts'
import { refusalOf } from '../../support/cloud-device.ts'
import { dig, digMissing } from '../../support/dig.ts'
import { askDns } from '../../support/dns-question.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

const usual = {
  directoryUrl: 'https://usual.test/directory',
  accountUris: ['https://usual.test/acct/1'],
  caaIdentities: ['usual.test'],
}
const fallback = {
  directoryUrl: 'https://fallback.test/dir',
  accountUris: ['https://fallback.test/acme/acct/7?x=1'],
  caaIdentities: ['fallback.test', 'fallback.example'],
}

describeOnEachDatabase('the accounts that may order for a device’s name', (test, under) => {
  const testDig = digMissing ? test.skip : test
  const caa = async (name: string) =>
    ((await askDns(under.cloud.dnsPort, name, 'CAA')).packet.answers ?? []).flatMap((record) =>
      record.type === 'CAA' ? [`${record.data.flags} ${record.data.tag} ${record.data.value}`] : [],
    )

  test('are named in its CAA records once the call has answered, over all of its authorities', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    expect(await caa(enrolled.name)).toEqual([])
    expect(await api.dns.permitAccounts(usual)).toEqual({
      name: enrolled.name,
      caa: ['usual.test; accounturi=https://usual.test/acct/1'],
    })
    expect(await caa(enrolled.name)).toEqual(['0 issue usual.test; accounturi=https://usual.test/acct/1'])
    await api.dns.permitAccounts(fallback)
    const both = [
      '0 issue fallback.example; accounturi=https://fallback.test/acme/acct/7?x=1',
      '0 issue fallback.test; accounturi=https://fallback.test/acme/acct/7?x=1',
      '0 issue usual.test; accounturi=https://usual.test/acct/1',
    ]
    expect(await caa(enrolled.name)).toEqual(both)
    await api.dns.permitAccounts(usual)
    expect(await caa(enrolled.name)).toEqual(both)
  })

  testDig('read as CAA records by dig, beside addresses and challenges (dig: bind9-dnsutils)', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    await api.dns.publishAddresses({ addresses: ['10.1.2.3'] })
    await api.dns.permitAccounts(usual)
    const answer = await dig(under.cloud.dnsPort, enrolled.name.toUpperCase(), 'CAA')
    expect(answer).toMatchObject({ status: 'NOERROR', flags: ['qr', 'aa'], warnings: [] })
    expect(answer.answers).toEqual([`${enrolled.name.toUpperCase()}. 60 IN CAA 0 issue "usual.test; accounturi=https://usual.test/acct/1"`])
    expect((await dig(under.cloud.dnsPort, enrolled.name, 'A')).answers).toHaveLength(1)
    expect(await dig(under.cloud.dnsPort, enrolled.name, 'TXT')).toMatchObject({ status: 'NOERROR', answers: [] })
  })

  test('an account made anew takes the place of the one before, and none takes the authority away', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    await api.dns.permitAccounts(usual)
    await api.dns.permitAccounts({ ...usual, accountUris: ['https://usual.test/acct/2'] })
    expect(await caa(enrolled.name)).toEqual(['0 issue usual.test; accounturi=https://usual.test/acct/2'])
    expect(await api.dns.permitAccounts({ ...usual, accountUris: [] })).toMatchObject({ caa: [] })
    expect(await caa(enrolled.name)).toEqual([])
  })

  test('an authority without a name for CAA is not locked out by the others: nothing is pinned while it is used', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    await api.dns.permitAccounts(usual)
    await api.dns.permitAccounts({ ...fallback, caaIdentities: [] })
    expect(await caa(enrolled.name)).toEqual([])
    await api.dns.permitAccounts({ ...fallback, accountUris: [] })
    expect(await caa(enrolled.name)).toHaveLength(1)
  })

  test('of authorities told at the same moment none is lost', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    const told = Array.from({ length: 6 }, (_, at) => ({
      ...usual,
      directoryUrl: `https://ca${at}.test/`,
      caaIdentities: [`ca${at}.test`],
    }))
    await Promise.all(told.map((each) => api.dns.permitAccounts(each)))
    expect(await caa(enrolled.name)).toHaveLength(6)
  })

  test('hold for the device alone: neither its neighbour’s name, nor its team’s, nor the zone’s is changed', async () => {
    const { token } = await under.cloud.newTeam()
    const [one, two] = [await under.cloud.newDevice({ token }), await under.cloud.newDevice({ token })]
    await two.api.dns.permitAccounts(fallback)
    const before = await caa(two.enrolled.name)
    await one.api.dns.permitAccounts(usual)
    expect(await caa(two.enrolled.name)).toEqual(before)
    for (const name of [one.enrolled.name.split('.').slice(1).join('.'), 'myl.test', `www.${one.enrolled.name}`]) {
      expect(await caa(name)).toEqual([])
    }
  })

  test.each([
    ['an account with a parameter behind it', { accountUris: ['https://usual.test/acct/1; validationmethods=http-01'] }],
    ['an account with a semicolon', { accountUris: ['https://usual.test/acct/1;x=1'] }],
    ['an account with a space', { accountUris: ['https://usual.test/acct/ 1'] }],
    ['an account with a quote', { accountUris: ['https://usual.test/acct/"1'] }],
    ['an account with a line break', { accountUris: ['https://usual.test/acct/1\n0 issue "evil.test'] }],
    ['an account with a NUL', { accountUris: ['https://usual.test/acct/1\0'] }],
    ['an account beyond ASCII', { accountUris: ['https://usual.test/acct/é'] }],
    ['an account that is no address', { accountUris: ['javascript:alert(1)'] }],
    ['an account longer than a record', { accountUris: [`https://usual.test/${'a'.repeat(255)}`] }],
    ['too many accounts', { accountUris: Array.from({ length: 5 }, (_, at) => `https://usual.test/acct/${at}`) }],
    ['an authority with a parameter', { caaIdentities: ['usual.test; policy=ev'] }],
    ['an authority in capitals', { caaIdentities: ['Usual.test'] }],
    ['an authority that is empty', { caaIdentities: [''] }],
    ['an authority beyond ASCII', { caaIdentities: ['uſual.test'] }],
    ['a directory that is no address', { directoryUrl: 'usual.test' }],
  ])('%s is refused, and changes nothing', async (_, change) => {
    const { api, enrolled } = await under.cloud.newDevice()
    await api.dns.permitAccounts(usual)
    expect(await refusalOf(api.dns.permitAccounts({ ...usual, ...change }))).toMatchObject({ code: 'INPUT_INVALID', status: 400 })
    expect(await caa(enrolled.name)).toEqual(['0 issue usual.test; accounturi=https://usual.test/acct/1'])
  })

  test('there is an end to how many authorities a device may have, and those it has stay', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    for (let at = 0; at < authoritiesOfDevice; at++) await api.dns.permitAccounts({ ...usual, directoryUrl: `https://ca${at}.test/` })
    expect(await refusalOf(api.dns.permitAccounts({ ...usual, directoryUrl: 'https://more.test/' }))).toMatchObject({
      code: 'ACCOUNTS_FULL',
      status: 409,
    })
    expect(await caa(enrolled.name)).toHaveLength(1)
  })

  test('go with the device when it is released', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    await api.dns.permitAccounts(usual)
    await under.cloud.devices.release(enrolled.deviceId)
    expect((await askDns(under.cloud.dnsPort, enrolled.name, 'CAA')).rcode).toBe('NXDOMAIN')
  })
})
