import { randomBytes } from 'node:crypto'
import { hour, minute } from '@mylzip/shared/domain/time.ts'
import { expect } from 'vitest'
import { refusalOf } from '../../support/cloud-device.ts'
import { askDns } from '../../support/dns-question.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

const newValue = () => randomBytes(32).toString('base64url')

describeOnEachDatabase('a device and the names in the zone', (test, under) => {
  const txt = async (name: string) => (await askDns(under.cloud.dnsPort, name, 'TXT')).texts

  test('a challenge is in the zone when the call has answered, and gone when it is taken away', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    const value = newValue()
    expect(await api.dns.publishChallenge({ name: enrolled.name, value })).toEqual({ fqdn: `_acme-challenge.${enrolled.name}` })
    expect(await txt(`_acme-challenge.${enrolled.name}`)).toEqual([value])
    expect(await api.dns.removeChallenge({ name: enrolled.name, value })).toEqual({ removed: true })
    expect(await api.dns.removeChallenge({ name: enrolled.name, value })).toEqual({ removed: false })
    expect((await askDns(under.cloud.dnsPort, `_acme-challenge.${enrolled.name}`, 'TXT')).rcode).toBe('NXDOMAIN')
  })

  test('two values stand side by side, because a wildcard and its parent are proven at one place', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    const [one, two] = [newValue(), newValue()]
    await Promise.all([
      api.dns.publishChallenge({ name: enrolled.name, value: one }),
      api.dns.publishChallenge({ name: `*.${enrolled.name}`, value: two }),
    ])
    expect((await txt(`_acme-challenge.${enrolled.name}`)).sort()).toEqual([one, two].sort())
  })

  test('of many orders given up the newest eight values stay, the one just published among them', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    const values: string[] = []
    for (let n = 0; n < 12; n++) {
      const value = newValue()
      values.push(value)
      under.cloud.clock.pass(10)
      await api.dns.publishChallenge({ name: enrolled.name, value })
    }
    expect((await txt(`_acme-challenge.${enrolled.name}`)).sort()).toEqual(values.slice(-8).sort())
  })

  test('a value published again is kept for an hour from then, and gone after it', async () => {
    const device = await under.cloud.newDevice()
    const { name } = device.enrolled
    const value = newValue()
    await device.api.dns.publishChallenge({ name, value })
    under.cloud.clock.pass(10 * minute)
    await device.api.dns.publishChallenge({ name, value })
    under.cloud.clock.pass(55 * minute)
    expect(await txt(`_acme-challenge.${name}`)).toEqual([value])
    under.cloud.clock.pass(hour)
    expect(await txt(`_acme-challenge.${name}`)).toEqual([])
  })

  test('its own name may be written in any case and with a final dot', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    for (const name of [enrolled.name.toUpperCase(), `${enrolled.name}.`, `*.${enrolled.name}`]) {
      expect(await api.dns.publishChallenge({ name, value: newValue() })).toEqual({ fqdn: `_acme-challenge.${enrolled.name}` })
    }
  })

  type Names = { own: string; neighbour: string; stranger: string }
  const attacks: [string, (names: Names) => string][] = [
    ['another device of its team', ({ neighbour }) => neighbour],
    ['another device of its team, in capitals', ({ neighbour }) => neighbour.toUpperCase()],
    ['another device of its team, with a final dot', ({ neighbour }) => `${neighbour}.`],
    ['another team’s device', ({ stranger }) => stranger],
    ['its team', ({ own }) => own.split('.').slice(1).join('.')],
    ['all devices of its team', ({ own }) => `*.${own.split('.').slice(1).join('.')}`],
    ['the zone', () => 'myl.test'],
    ['everything', () => '*.myl.test'],
    ['the root', () => '.'],
    ['nothing', () => ''],
    ['a name below its own', ({ own }) => `www.${own}`],
    ['a wildcard below a name below its own', ({ own }) => `*.www.${own}`],
    ['a wildcard of a wildcard', ({ own }) => `*.*.${own}`],
    ['its own challenge name', ({ own }) => `_acme-challenge.${own}`],
    ['the challenge name of its team', ({ own }) => `_acme-challenge.${own.split('.').slice(1).join('.')}`],
    ['a name that ends like its own', ({ own }) => `evil${own}`],
    ['a name that begins like its own', ({ own }) => `${own}.example`],
    ['its own name with two final dots', ({ own }) => `${own}..`],
    ['its own name with a dot before it', ({ own }) => `.${own}`],
    ['its own name with a space', ({ own }) => `${own} `],
    ['its own name with a line break', ({ own }) => `${own}\n`],
    ['its own name with a NUL', ({ own }) => `${own}\0`],
    ['its own name with an escaped dot', ({ own }) => own.replace('.', '\\.')],
    ['its own name with a full-width dot', ({ own }) => own.replace('.', '．')],
    ['its own name below another device’s', ({ own, neighbour }) => `${own}.${neighbour}`],
    ['another device’s name below its own', ({ own, neighbour }) => `${neighbour}.${own}`],
    ['another device’s name with its own label before it', ({ own, neighbour }) => `${own.split('.')[0]}.${neighbour}`],
    ['its own label in another team', ({ own, stranger }) => [own.split('.')[0], ...stranger.split('.').slice(1)].join('.')],
    ['its own label below the zone', ({ own }) => `${own.split('.')[0]}.myl.test`],
    ['its own name with a label more than one star stands for', ({ own }) => `*a.${own}`],
    ['its own name with a star in it', ({ own }) => `*${own}`],
    ['its own name with the star escaped', ({ own }) => `\\052.${own}`],
    ['its own name with a percent sign and a code', ({ own }) => own.replace('.', '%2e')],
    ['its own name with a percent sign at its end', ({ own }) => `${own}%`],
    ['its own name with an underscore for any letter', ({ own }) => `_${own.slice(1)}`],
    ['its own name with the Kelvin sign for k', ({ own }) => `\u212a${own.slice(1)}`],
    ['its own name with the long s in the zone', ({ own }) => own.replace('test', 'te\u017ft')],
    ['its own name with a soft hyphen', ({ own }) => own.replace('.', '\u00ad.')],
    ['its own name with a zero-width space', ({ own }) => `${own}\u200b`],
    ['its own name with an ideographic full stop', ({ own }) => own.replace('.', '\u3002')],
    ['its own name in Punycode', ({ own }) => `xn--${own}`],
    ['its own name with a port', ({ own }) => `${own}:53`],
    ['its own name as a record of another', ({ own, neighbour }) => `${own}\n_acme-challenge.${neighbour}`],
    ['the label that targets lie below', () => 'delegated.myl.test'],
    ['another device’s name beside its own', ({ own, neighbour }) => `${own},${neighbour}`],
    ['a pattern of the database', ({ own }) => `%.${own.split('.').slice(1).join('.')}`],
    ['a piece of SQL', () => `' OR '1'='1`],
  ]
  test.each(attacks)('it cannot publish or remove a challenge for %s', async (_, target) => {
    const { token } = await under.cloud.newTeam()
    const device = await under.cloud.newDevice({ token })
    const neighbour = await under.cloud.newDevice({ token })
    const stranger = await under.cloud.newDevice()
    const theirs = newValue()
    await neighbour.api.dns.publishChallenge({ name: neighbour.enrolled.name, value: theirs })

    const name = target({ own: device.enrolled.name, neighbour: neighbour.enrolled.name, stranger: stranger.enrolled.name })
    expect(await refusalOf(device.api.dns.publishChallenge({ name, value: newValue() }))).toMatchObject({
      code: 'NAME_NOT_YOURS',
      status: 403,
    })
    const removal = await refusalOf(device.api.dns.removeChallenge({ name, value: theirs }))
    expect(['NAME_NOT_YOURS', 'INPUT_INVALID', 'CALL_UNKNOWN']).toContain(removal.code)
    expect(await txt(`_acme-challenge.${neighbour.enrolled.name}`)).toEqual([theirs])
  })

  test.each([['not a digest'], [''], ['"quoted"'.padEnd(43, 'x')], [`${newValue()}\n`]])(
    'the value %j is not one of a challenge',
    async (value) => {
      const { api, enrolled } = await under.cloud.newDevice()
      expect(await refusalOf(api.dns.publishChallenge({ name: enrolled.name, value }))).toMatchObject({
        code: 'INPUT_INVALID',
        status: 400,
      })
    },
  )

  test('its LAN addresses are published under its own name, and replaced whole', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    const of = async (type: 'A' | 'AAAA') => (await askDns(under.cloud.dnsPort, enrolled.name, type)).addresses
    await api.dns.publishAddresses({ addresses: ['192.168.1.20', '10.0.0.7', '192.168.1.20', 'FD00::0:1'] })
    expect((await of('A')).sort()).toEqual(['10.0.0.7', '192.168.1.20'])
    expect(await of('AAAA')).toEqual(['fd00::1'])
    expect(await api.dns.publishAddresses({ addresses: ['172.16.9.9'] })).toEqual({ addresses: ['172.16.9.9'] })
    expect(await of('A')).toEqual(['172.16.9.9'])
    expect(await of('AAAA')).toEqual([])
    await api.dns.publishAddresses({ addresses: [] })
    expect(await askDns(under.cloud.dnsPort, enrolled.name, 'A')).toMatchObject({ rcode: 'NOERROR', addresses: [] })
  })

  test('of two replacements at once one holds whole', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    const sets = [
      ['10.0.0.1', '10.0.0.2'],
      ['10.0.1.1', '10.0.1.2'],
    ]
    for (let round = 0; round < 5; round++) {
      await Promise.all(sets.map((addresses) => api.dns.publishAddresses({ addresses })))
      expect(sets).toContainEqual((await askDns(under.cloud.dnsPort, enrolled.name, 'A')).addresses.sort())
    }
  })

  test.each([
    ['8.8.8.8'],
    ['127.0.0.1'],
    ['169.254.1.1'],
    ['224.0.0.1'],
    ['100.64.0.1'],
    ['0.0.0.0'],
    ['2001:db8::1'],
    ['::1'],
    ['fe80::1'],
    ['ff02::1'],
    ['::ffff:10.0.0.1'],
    ['2606:4700::1111'],
  ])('the address %s is not local, and nothing of the list that holds it is published', async (address) => {
    const { api, enrolled } = await under.cloud.newDevice()
    await api.dns.publishAddresses({ addresses: ['10.0.0.7'] })
    expect(await refusalOf(api.dns.publishAddresses({ addresses: ['10.0.0.8', address] }))).toMatchObject({
      code: 'ADDRESS_NOT_LOCAL',
      status: 422,
      data: { address },
    })
    expect((await askDns(under.cloud.dnsPort, enrolled.name, 'A')).addresses).toEqual(['10.0.0.7'])
  })

  test('a release takes everything of the device out of the zone at once', async () => {
    const { api, enrolled } = await under.cloud.newDevice()
    await api.dns.publishChallenge({ name: enrolled.name, value: newValue() })
    await api.dns.publishAddresses({ addresses: ['10.0.0.7'] })
    await under.cloud.devices.release(enrolled.deviceId)
    for (const name of [enrolled.name, `_acme-challenge.${enrolled.name}`]) {
      expect((await askDns(under.cloud.dnsPort, name, 'A')).rcode).toBe('NXDOMAIN')
    }
  })
})
