import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChallengeSolver } from '#main/challenges/challenge.port.ts'
import { createDnsPersist01 } from '#main/challenges/dns-persist/dns-persist-01.adapter.ts'
import { createHttp01Listener } from '#main/challenges/http/http-01-listener.adapter.ts'
import { createHttp01Webroot } from '#main/challenges/http/http-01-webroot.adapter.ts'
import { createLookServed } from '#main/challenges/http/look-served.adapter.ts'
import { createRfc2136Texts } from '#main/challenges/rfc2136/dns-01-rfc2136.adapter.ts'
import { createTlsAlpn01 } from '#main/challenges/tls-alpn/tls-alpn-01.adapter.ts'
import { systemClock } from '#main/system/clock.adapter.ts'
import { connectTo, issue, newTestAccount } from '../../support/acme-client-under-test.ts'
import { isThere, type StartedDnsServer } from '../../support/dns-servers/dns-server.ts'
import { knot } from '../../support/dns-servers/knot.ts'
import { updateKeys } from '../../support/dns-servers/update-keys.ts'
import { freePorts } from '../../support/free-port.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { lookupsAt, texts } from '../../support/solvers/dns-stages.ts'
import { curl, startWebServer } from '../../support/solvers/http-stages.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const shortlived = { description: 'six days', validityPeriod: 518_400 }
const profiles = { default: { description: 'usual', validityPeriod: 7_776_000 }, shortlived }

const namesIn = (chain: string[]) => (new X509Certificate(chain[0] ?? '').subjectAltName ?? '').split(', ')

describe.skipIf(!pebbleIsThere)(`names proven to an authority nobody here wrote (${needsPebble})`, () => {
  let pebble: StartedPebble
  let httpPort = 0
  let tlsPort = 0
  let http: ChallengeSolver
  let tls: ChallengeSolver
  beforeAll(async () => {
    ;[httpPort = 0, tlsPort = 0] = await freePorts(2)
    pebble = await startPebble({ config: { httpPort, tlsPort, profiles } })
    http = createHttp01Listener({ port: httpPort })
    tls = createTlsAlpn01({ port: tlsPort })
  })
  afterAll(() => pebble?.stop())

  const prove = async (solvers: ChallengeSolver[], names: string[], profile?: string) => {
    const authority = connectTo(pebble, await newTestAccount(), { pace: { first: 100, slowest: 500, patience: 60_000 } })
    return (await issue(authority, solvers, names, { profile })).chain
  }

  it('by http-01 and by tls-alpn-01, and the ports are closed afterwards', async () => {
    expect(namesIn(await prove([http], ['a.myl.test', 'b.myl.test']))).toEqual(['DNS:a.myl.test', 'DNS:b.myl.test'])
    expect(namesIn(await prove([tls], ['a.myl.test', 'c.myl.test']))).toEqual(['DNS:a.myl.test', 'DNS:c.myl.test'])
    expect((await curl('127.0.0.1', httpPort, '/')).status).toBe(0)
    expect((await curl('127.0.0.1', tlsPort, '/')).status).toBe(0)
  })

  it.each([
    ['http-01', () => http],
    ['tls-alpn-01', () => tls],
  ])('addresses of both families, for a short-lived certificate, by %s', async (_, solver) => {
    const chain = await prove([solver()], ['127.0.0.1', '::1'], 'shortlived')
    expect(namesIn(chain)).toEqual(['IP Address:127.0.0.1', 'IP Address:0:0:0:0:0:0:0:1'])
    const { validFromDate, validToDate } = new X509Certificate(chain[0] ?? '')
    expect(validToDate.getTime() - validFromDate.getTime()).toBeLessThan(7 * 86_400_000)
  })

  it('each name of one certificate in its own way: a wildcard by DNS, an address by HTTP', async () => {
    const dns = pebble.solver()
    const chain = await prove([http, dns], ['own.myl.test', '*.own.myl.test', '127.0.0.1'])
    expect(namesIn(chain).sort()).toEqual(['DNS:*.own.myl.test', 'DNS:own.myl.test', 'IP Address:127.0.0.1'])
    expect(dns.published()).toBe(1)
    expect(dns.left()).toEqual([])
  })

  it('says what is offered and what could be used, before anything is tried', async () => {
    await expect(prove([http, tls], ['*.own.myl.test'])).rejects.toMatchObject({
      code: 'ACME_CHALLENGE_UNAVAILABLE',
      data: { name: '*.own.myl.test', usable: 'nothing', offered: expect.stringContaining('dns-01') },
    })
    await expect(prove([pebble.solver()], ['127.0.0.1'])).rejects.toMatchObject({
      code: 'ACME_CHALLENGE_UNAVAILABLE',
      data: { name: '127.0.0.1', usable: 'nothing', offered: expect.stringContaining('http-01') },
    })
  })

  it('a hundred names in one order, a few at a time, from one port', async () => {
    const names = Array.from({ length: 100 }, (_, at) => `host-${at}.many.myl.test`)
    let now = 0
    let most = 0
    const counting: ChallengeSolver = {
      ...http,
      async publish(task) {
        now += 1
        most = Math.max(most, now)
        await http.publish(task)
      },
      remove: (task) => http.remove(task).finally(() => (now -= 1)),
    }
    const chain = await prove([counting], names)
    expect(namesIn(chain).sort()).toEqual(names.map((name) => `DNS:${name}`).sort())
    expect(most).toBeLessThanOrEqual(8)
    expect(now).toBe(0)
  })

  it('from the folder of a web server that is there', async () => {
    const folder = await temporaryFolder()
    const web = await startWebServer(folder.path)
    const own = await startPebble({ config: { httpPort: web.port }, env: {} })
    try {
      const lookServed = createLookServed({ resolve: async () => ['127.0.0.1'], port: web.port })
      const solver = createHttp01Webroot({ folder: folder.path, lookServed })
      const authority = connectTo(own, await newTestAccount())
      await own.onlyIpv4()
      expect(namesIn((await issue(authority, solver, ['web.myl.test'])).chain)).toEqual(['DNS:web.myl.test'])
    } finally {
      await own.stop()
      await web.stop()
      await folder.remove()
    }
  })
})

describe.skipIf(!pebbleIsThere || !isThere(knot))(`dns-persist-01 (${needsPebble}; ${knot.needs})`, () => {
  const keys = updateKeys()
  let server: StartedDnsServer
  let pebble: StartedPebble
  beforeAll(async () => {
    server = await knot.start({ zones: [{ name: 'customer.test' }], allowed: [keys.sha256], other: keys.other })
    pebble = await startPebble({ dnsPort: server.port })
  })
  afterAll(async () => {
    await pebble?.stop()
    await server?.stop()
  })

  const texted = () =>
    createRfc2136Texts({
      server: { host: server.address, port: server.port, zone: undefined, key: keys.sha256 },
      clock: systemClock,
      resolve: async () => [],
    })
  const solver = (write?: (name: string, value: string) => Promise<void>) =>
    createDnsPersist01({ lookups: lookupsAt(server.port), write, clock: systemClock, log: undefined })

  it('says which record a person has to make, and needs nobody once it is there, however often', async () => {
    const account = await newTestAccount()
    const authority = connectTo(pebble, account)
    const refusal = await issue(authority, solver(), ['*.customer.test']).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'DNS_PERSIST_RECORD_MISSING', data: { record: '_validation-persist.customer.test' } })
    const { value } = (refusal as { data: { value: string } }).data
    expect(value).toMatch(/; accounturi=https:\/\/localhost:\d+\/my-account\/\w+; policy=wildcard$/)
    await texted().add('_validation-persist.customer.test', value)
    for (let times = 0; times < 2; times++) {
      expect(namesIn((await issue(authority, solver(), ['customer.test', '*.customer.test'])).chain)).toHaveLength(2)
    }
    expect(await texts(server.port, '_validation-persist.customer.test')).toEqual([value])
  })

  it('writes the record itself where it may, for each account its own', async () => {
    for (let accounts = 1; accounts <= 2; accounts++) {
      const authority = connectTo(pebble, await newTestAccount())
      await issue(authority, solver(texted().add), ['written.customer.test'])
      await issue(authority, solver(texted().add), ['written.customer.test'])
      expect(await texts(server.port, '_validation-persist.written.customer.test')).toHaveLength(accounts)
    }
  })
})
