import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CloudAlone, startCloudAlone } from '../../support/cloud.ts'
import { refusalOf, type TestDevice } from '../../support/cloud-device.ts'
import { isThere, type StartedDnsServer } from '../../support/dns-servers/dns-server.ts'
import { knot } from '../../support/dns-servers/knot.ts'
import { updateKeys } from '../../support/dns-servers/update-keys.ts'
import { freePorts } from '../../support/free-port.ts'

describe.skipIf(!isThere(knot))(`the check of customers’ CNAMEs (${knot.needs})`, () => {
  let cloud: CloudAlone
  let device: TestDevice
  let customers: StartedDnsServer
  let team: { slug: string; teamId: string; token: string }
  const targets = new Map<string, string>()

  beforeAll(async () => {
    const [port = 0] = await freePorts(1)
    cloud = await startCloudAlone({ resolvers: [`127.0.0.1:${port}`] })
    team = await cloud.newTeam()
    device = await cloud.newDevice({ token: team.token })
    for (const label of ['www', 'chained', 'astray', 'loop', 'new']) {
      targets.set(label, (await device.api.dns.delegate({ name: `${label}.customer.test` })).target)
    }
    const records = [
      `_acme-challenge.www 60 IN CNAME ${targets.get('www')}.`,
      '_acme-challenge.chained 60 IN CNAME middle.customer.test.',
      `middle 60 IN CNAME ${targets.get('chained')}.`,
      '_acme-challenge.astray 60 IN CNAME someone-elses.delegated.myl.test.',
      '_acme-challenge.loop 60 IN CNAME round.customer.test.',
      'round 60 IN CNAME _acme-challenge.loop.customer.test.',
    ]
    const keys = updateKeys()
    const zones = [{ name: 'customer.test', records }, { name: 'delegated.myl.test' }]
    customers = await knot.start({ zones, allowed: [keys.sha256], other: keys.other, port })
  })
  afterAll(async () => {
    await cloud?.close()
    await customers?.stop()
  })

  it('says of each whether it is there and where it leads', async () => {
    const { api } = await cloud.newPerson({ teamId: team.teamId, role: 'read-only' })
    const { delegations, pages } = await api.dns.delegations({ deviceId: device.enrolled.deviceId })
    expect(pages).toBe(1)
    const states = Object.fromEntries(delegations.map(({ name, state }) => [name.split('.')[0], state]))
    expect(states).toMatchObject({ www: 'ready', new: 'missing', astray: 'elsewhere' })
    expect(delegations.find(({ name }) => name.startsWith('astray'))?.found).toBe('someone-elses.delegated.myl.test')
    expect(delegations.find(({ name }) => name.startsWith('www'))).toEqual({
      name: 'www.customer.test',
      record: '_acme-challenge.www.customer.test',
      target: targets.get('www'),
      state: 'ready',
      found: null,
    })
    expect(states).toMatchObject({ chained: 'ready', loop: 'loop' })
  })

  it('is shown to nobody of another team', async () => {
    const stranger = await cloud.newPerson({ teamId: (await cloud.newTeam()).teamId, role: 'owner' })
    expect(await refusalOf(stranger.api.dns.delegations({ deviceId: device.enrolled.deviceId }))).toMatchObject({
      code: 'DEVICE_NOT_FOUND',
    })
  })
})
