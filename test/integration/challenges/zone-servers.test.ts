import { afterEach, describe, expect, it } from 'vitest'
import { createCloudDns01 } from '#main/challenges/dns-01-cloud.adapter.ts'
import { keys as certificateKeys, connectTo, newTestAccount } from '../../support/acme-client-under-test.ts'
import { taskFor } from '../../support/challenge-tasks.ts'
import { startCloudAlone } from '../../support/cloud.ts'
import { isThere } from '../../support/dns-servers/dns-server.ts'
import { knot } from '../../support/dns-servers/knot.ts'
import { updateKeys } from '../../support/dns-servers/update-keys.ts'
import { freePorts } from '../../support/free-port.ts'
import { needsPebble, pebbleIsThere, startPebble } from '../../support/pebble.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { lookupsAt } from '../../support/solvers/dns-stages.ts'

const keys = updateKeys()
const running: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop()
})

const second = '127.0.0.2'
const csrFor = async (name: string) => certificateKeys.csr(await certificateKeys.generate('p-256'), [name])

/** A cloud whose zone names a second server; both at the same port, as it is everywhere else. */
async function cloudWithTwoServers() {
  const addresses = (address: string) => [address]
  const cloud = await startCloudAlone({
    nameservers: [
      { name: 'ns1.myl.test', addresses: addresses('127.0.0.1') },
      { name: 'ns2.myl.test', addresses: addresses(second) },
    ],
  })
  running.push(cloud.close)
  const { api, enrolled } = await cloud.newDevice()
  return { api, name: enrolled.name, port: cloud.dnsPort }
}

describe('before the authority is told, a record of the cloud’s zone is looked up', () => {
  it('at the server that there is, and a server that does not answer is passed over and logged, once', async () => {
    const { api, name, port } = await cloudWithTwoServers()
    const log = createSilentLog()
    const { seenEverywhere } = lookupsAt(port, { port, log })
    const solver = createCloudDns01({ cloud: api, seenEverywhere })
    await solver.publish(taskFor(name, 'token-1'))
    await solver.publish(taskFor(name, 'token-2'))
    expect(log.lines).toEqual([
      expect.objectContaining({ level: 'warn', facts: expect.objectContaining({ server: `ns2.myl.test (${second})` }) }),
    ])
  })

  it.skipIf(!isThere(knot))(`and a server that does not show it is named (${knot.needs})`, async () => {
    const { api, name, port } = await cloudWithTwoServers()
    const other = await knot.start({ zones: [{ name: 'myl.test' }], allowed: [keys.sha256], other: keys.other, address: second, port })
    running.push(other.stop)
    const solver = createCloudDns01({ cloud: api, seenEverywhere: lookupsAt(port, { port, patience: 600 }).seenEverywhere })
    await expect(solver.publish(taskFor(name))).rejects.toMatchObject({
      code: 'DNS_RECORD_NOT_SEEN',
      data: { server: `ns2.myl.test (${second})`, zone: 'myl.test' },
    })
  })

  it.skipIf(!isThere(knot) || !pebbleIsThere)(
    `no attempt is spent on it: the same order goes on later (${knot.needs}; ${needsPebble})`,
    async () => {
      const { api, name, port } = await cloudWithTwoServers()
      const pebble = await startPebble({ dnsPort: port })
      running.push(pebble.stop)
      const other = await knot.start({ zones: [{ name: 'myl.test' }], allowed: [keys.sha256], other: keys.other, address: second, port })
      const solver = createCloudDns01({ cloud: api, seenEverywhere: lookupsAt(port, { port, patience: 600 }).seenEverywhere })
      const authority = connectTo(pebble, await newTestAccount())
      await authority.prepareAccount()
      const order = await authority.order({ names: [name], profile: undefined, replaces: undefined })
      await expect(authority.authorize(order, solver)).rejects.toMatchObject({ code: 'DNS_RECORD_NOT_SEEN' })
      expect(pebble.output()).not.toMatch(/validat/i)
      await other.stop()
      await authority.authorize(order, solver)
      expect(pebble.output()).toMatch(/validat/i)
      expect(await authority.finalize(order, await csrFor(name))).not.toEqual([])
    },
  )

  it('a record that was never published is not seen, and nothing is told to anybody', async () => {
    const { name, port } = await cloudWithTwoServers()
    const looking = lookupsAt(port, { port, patience: 400 }).seenEverywhere(`_acme-challenge.${name}`, 'missing')
    await expect(looking).rejects.toMatchObject({ code: 'DNS_RECORD_NOT_SEEN' })
  })

  it('where no server can be asked the order goes on, quickly, and the log says so', async () => {
    const [nobody = 0] = await freePorts(1)
    const log = createSilentLog()
    const began = performance.now()
    await lookupsAt(nobody, { log, resolver: undefined }).seenEverywhere('_acme-challenge.k7.acme.myl.test', 'x')
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(log.lines.map(({ level }) => level)).toEqual(['warn'])
  })

  it('a name in nobody’s zone has no servers', async () => {
    const { port } = await cloudWithTwoServers()
    expect(await lookupsAt(port).authoritiesOf('_acme-challenge.elsewhere.other-zone.test')).toBeUndefined()
  })
})
