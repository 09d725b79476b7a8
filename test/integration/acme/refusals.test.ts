import { createServer as createPlainServer } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectTo, issue, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { faultFor } from '../../support/faulting-proxy.ts'
import { freePorts } from '../../support/free-port.ts'
import { needsPebble, pebbleIsThere, startPebble } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

describe.skipIf(!pebbleIsThere)(`what the authority turns down is said with a code (${needsPebble})`, () => {
  const acme = pebbleBehindProxy({ config: { domainBlocklist: ['blocked.example'] } })
  let account: TestAccount
  const order = (...names: string[]) => ({ names, profile: undefined, replaces: undefined })
  const toNewOrder = ({ path }: { path: string }) => path === '/order-plz'

  beforeAll(async () => {
    account = await newTestAccount()
    await connectTo(acme.proxy, account).prepareAccount()
  })

  test('a name it does not issue for, by that name', async () => {
    const ordering = connectTo(acme.proxy, account).order(order('fine.myl.test', 'www.blocked.example'))
    await expect(ordering).rejects.toMatchObject({ code: 'ACME_NAME_REFUSED', data: { name: expect.stringContaining('blocked.example') } })
  })

  test('a name that could not be proven, with what the authority saw', async () => {
    const authority = connectTo(acme.proxy, account)
    const url = await authority.order(order('proven.myl.test', 'unproven.myl.test'))
    const solver = acme.pebble.solver()
    const forgetful = {
      ...solver,
      publish: async (task: Parameters<typeof solver.publish>[0]) => {
        if (task.name.startsWith('proven')) await solver.publish(task)
      },
    }
    const refusal = { code: 'ACME_VALIDATION_UNAUTHORIZED', data: { name: 'unproven.myl.test', detail: expect.stringContaining('TXT') } }
    await expect(authority.authorize(url, forgetful)).rejects.toMatchObject(refusal)
    expect(solver.left()).toEqual([])
  })

  test('a machine that it found no way to, told apart from a proof that was not there', async () => {
    const authority = connectTo(acme.proxy, account)
    const url = await authority.order(order('closed.myl.test'))
    const nobodyListens = {
      ...acme.pebble.solver(),
      type: 'http-01',
      publish: async () => undefined,
      remove: async () => undefined,
    } as const
    const refusal = { code: 'ACME_VALIDATION_CONNECTION', data: { name: 'closed.myl.test', detail: expect.stringContaining('refused') } }
    await expect(authority.authorize(url, nobodyListens)).rejects.toMatchObject(refusal)
  })

  test('a way of proving that it does not offer for the name', async () => {
    const authority = connectTo(acme.proxy, account)
    const url = await authority.order(order('*.wild.myl.test'))
    const proving = authority.authorize(url, { ...acme.pebble.solver(), type: 'http-01' })
    await expect(proving).rejects.toMatchObject({
      code: 'ACME_CHALLENGE_UNAVAILABLE',
      data: { name: '*.wild.myl.test', offered: expect.stringContaining('dns-01'), usable: 'nothing' },
    })
  })

  test('an account without the binding it wants; with the binding it is taken', async () => {
    const macKey = Buffer.alloc(32, 7).toString('base64url')
    const closed = await startPebble({ config: { externalAccountBindingRequired: true, externalAccountMACKeys: { 'kid-1': macKey } } })
    try {
      const refused = connectTo(closed, await newTestAccount()).prepareAccount()
      await expect(refused).rejects.toMatchObject({ code: 'ACME_EAB_REQUIRED' })
      const bound = await newTestAccount({ binding: { kid: 'kid-1', hmacKey: macKey } })
      await connectTo(closed, bound).prepareAccount()
      expect(bound.url).toMatch(/^https:/)
      for (const binding of [
        { kid: 'kid-1', hmacKey: Buffer.alloc(32, 8).toString('base64url') },
        { kid: 'kid-2', hmacKey: macKey },
      ]) {
        const wrong = connectTo(closed, await newTestAccount({ binding })).prepareAccount()
        await expect(wrong).rejects.toMatchObject({ code: 'ACME_EAB_REFUSED' })
      }
    } finally {
      await closed.stop()
    }
  })

  test('a limit, with the moment it ends, and without trying again', async () => {
    const detail = 'too many certificates already issued for "myl.test"'
    const body = JSON.stringify({ type: 'urn:ietf:params:acme:error:rateLimited', detail })
    acme.proxy.fault = faultFor(toNewOrder, {
      status: 429,
      headers: { 'retry-after': '3600', 'content-type': 'application/problem+json' },
      body,
    })
    const before = Date.now()
    const refused = await connectTo(acme.proxy, account)
      .order(order('limited.myl.test'))
      .catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'ACME_RATE_LIMITED', data: { detail } })
    const { retryAt } = (refused as { data: { retryAt: number } }).data
    expect(retryAt - before).toBeGreaterThanOrEqual(3_600_000)
    expect(retryAt - before).toBeLessThan(3_630_000)
    expect(acme.proxy.count('/order-plz')).toBe(1)
  })

  test('maintenance of a moment passes unnoticed; a long one is told at once', async () => {
    acme.proxy.fault = faultFor(toNewOrder, { status: 503, headers: { 'retry-after': '1' } }, 1)
    await connectTo(acme.proxy, account).order(order('moment.myl.test'))
    expect(acme.proxy.count('/order-plz')).toBe(2)
    acme.proxy.fault = faultFor(toNewOrder, { status: 503, headers: { 'retry-after': '7200' }, body: '<html>Back soon</html>' })
    const refused = connectTo(acme.proxy, account).order(order('long.myl.test'))
    await expect(refused).rejects.toMatchObject({ code: 'ACME_BUSY', data: { retryAt: expect.any(Number) } })
    expect(acme.proxy.count('/order-plz')).toBe(3)
  })

  test('connections cut on the way are made again, with a new nonce each time', async () => {
    const cuts = new Map<string, number>()
    acme.proxy.fault = ({ method, path }) => {
      const times = cuts.get(path) ?? 0
      cuts.set(path, times + 1)
      return times === 0 && method === 'POST' && path !== '/order-plz' ? 'cut' : undefined
    }
    const { chain } = await issue(connectTo(acme.proxy, account), acme.pebble.solver(), ['cut.myl.test'])
    expect(chain).toHaveLength(2)
    const nonces = acme.proxy.requests.flatMap(({ body }) => (body ? [nonceOf(body)] : []))
    expect(new Set(nonces).size).toBe(nonces.length)
  })

  test('an order that may have arrived is not sent a second time, not even over a connection that was used before', async () => {
    const authority = connectTo(acme.proxy, account)
    await authority.order(order('warm-up.myl.test'))
    acme.proxy.fault = faultFor(toNewOrder, 'swallow')
    await expect(authority.order(order('once.myl.test'))).rejects.toMatchObject({ code: 'ACME_UNREACHABLE' })
    expect(acme.proxy.count('/order-plz')).toBe(2)
  })

  test('an authority that never finishes ends in a time-out', async () => {
    const authority = connectTo(acme.proxy, account, { pace: { first: 50, slowest: 100, patience: 500 } })
    const url = await authority.order(order('stuck.myl.test'))
    acme.proxy.fault = faultFor(({ path }) => path.startsWith('/chalZ/'), {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    await expect(authority.authorize(url, acme.pebble.solver())).rejects.toMatchObject({ code: 'ACME_TIMEOUT' })
  })

  test('answers that make no sense are no crash', async () => {
    for (const body of ['', '[]', 'null', '{"status":"splendid"}', 'plain', '{"status":"pending","authorizations":["javascript:1"]}']) {
      acme.proxy.fault = faultFor(toNewOrder, { status: 201, headers: { location: '/x', 'content-type': 'application/json' }, body })
      await expect(connectTo(acme.proxy, account).order(order('odd.myl.test'))).rejects.toMatchObject({ code: 'ACME_PROTOCOL' })
    }
  })

  test('an account the authority has forgotten is registered again with the same key', async () => {
    const remembered = { ...account, url: account.url?.replace(/[^/]+$/, 'forgotten') }
    await connectTo(acme.proxy, remembered).order(order('again.myl.test'))
    expect(remembered.url).toBe(account.url)
  })

  test('two that need the account at once register it once', async () => {
    const authority = connectTo(acme.proxy, await newTestAccount())
    await Promise.all([authority.prepareAccount(), authority.order(order('both.myl.test')), authority.prepareAccount()])
    expect(acme.proxy.count('/sign-me-up')).toBe(1)
  })
})

describe('who answers in the authority’s place is told apart', () => {
  const closing: Server[] = []
  afterAll(() => Promise.all(closing.map((server) => new Promise((resolve) => server.close(resolve)))))

  async function listen(server: Server): Promise<number> {
    closing.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }
  const prepare = async (directoryUrl: string, rootPem: string) =>
    connectTo({ directoryUrl, rootPem }, await newTestAccount()).prepareAccount()

  async function serving(body: string, leaf: { names: string[]; notBefore?: number; notAfter?: number } = { names: ['localhost'] }) {
    const authority = await createTestAuthority('Filter')
    const tls = await authority.issue(leaf)
    const options = { cert: tls.certificatePem + tls.chainPem.join(''), key: tls.privateKeyPem }
    const port = await listen(createServer(options, (_, response) => response.setHeader('connection', 'close').end(body)))
    return { directoryUrl: `https://localhost:${port}/dir`, rootPem: authority.rootPem }
  }

  test('nobody listens', async () => {
    const [port] = await freePorts(1)
    const authority = await createTestAuthority()
    const refusal = { code: 'ACME_UNREACHABLE', data: { reason: 'the connection was refused' } }
    await expect(prepare(`https://localhost:${port}/dir`, authority.rootPem)).rejects.toMatchObject(refusal)
  })

  test('a filter with a certificate of its own is named', async () => {
    const { directoryUrl } = await serving('{}')
    const other = await createTestAuthority('Other')
    const refusal = { code: 'ACME_TLS_UNTRUSTED', data: { directory: directoryUrl, issuer: 'Filter Intermediate' } }
    await expect(prepare(directoryUrl, other.rootPem)).rejects.toMatchObject(refusal)
  })

  test('a certificate for another name is not trusted', async () => {
    const { directoryUrl, rootPem } = await serving('{}', { names: ['elsewhere.myl.test'] })
    await expect(prepare(directoryUrl, rootPem)).rejects.toMatchObject({ code: 'ACME_TLS_UNTRUSTED' })
  })

  test('a certificate that has ended, or has not begun, points at the clock', async () => {
    const hour = 3_600_000
    const ended = await serving('{}', { names: ['localhost'], notBefore: Date.now() - 2 * hour, notAfter: Date.now() - hour })
    await expect(prepare(ended.directoryUrl, ended.rootPem)).rejects.toMatchObject({ code: 'ACME_TLS_EXPIRED' })
    const early = await serving('{}', { names: ['localhost'], notBefore: Date.now() + hour, notAfter: Date.now() + 2 * hour })
    await expect(prepare(early.directoryUrl, early.rootPem)).rejects.toMatchObject({ code: 'ACME_TLS_EXPIRED' })
  })

  test('a clock that is wrong here is told apart from a certificate that has ended, with by how much', async () => {
    const { directoryUrl, rootPem } = await serving('{}')
    const years = 400 * 86_400_000
    const clockAt = async (ms: number) =>
      connectTo({ directoryUrl, rootPem }, await newTestAccount(), { clock: { now: () => Date.now() + ms } })
    const ended = await serving('{}', { names: ['localhost'], notAfter: Date.now() - 1000 })
    // Node compares with the machine's clock: what is refused for its time is judged with the clock that is handed in.
    const ahead = connectTo(ended, await newTestAccount(), { clock: { now: () => Date.now() + years } })
    await expect(ahead.prepareAccount()).rejects.toMatchObject({ code: 'ACME_TLS_EXPIRED' })
    const right = await clockAt(0)
    await expect(right.prepareAccount()).rejects.toMatchObject({ code: 'ACME_NOT_A_DIRECTORY' })
    expect(Math.abs(right.clockDifference()?.differenceMs ?? Number.NaN)).toBeLessThan(5_000)
    const behind = await clockAt(-years)
    await expect(behind.prepareAccount()).rejects.toMatchObject({ code: 'ACME_NOT_A_DIRECTORY' })
    expect(behind.clockDifference()?.differenceMs).toBeLessThan(-years + 5_000)
  })

  test('a web page in its place is named: it may be where a guest network wants somebody to sign in', async () => {
    const { directoryUrl, rootPem } = await serving('<html><head><title>Welcome to our guest network</title></head></html>')
    const page = expect.stringContaining('“Welcome to our guest network” (localhost:')
    await expect(prepare(directoryUrl, rootPem)).rejects.toMatchObject({
      code: 'ACME_ANSWERED_BY_PAGE',
      data: { directory: directoryUrl, page },
    })
  })

  test.each(['{"hello":"world"}', '', '{"newNonce":1,"newAccount":2,"newOrder":3}'])('a page is no directory: %s', async (body) => {
    const { directoryUrl, rootPem } = await serving(body)
    await expect(prepare(directoryUrl, rootPem)).rejects.toMatchObject({
      code: 'ACME_NOT_A_DIRECTORY',
      data: { directory: directoryUrl },
    })
  })

  test('a server that speaks plain HTTP where HTTPS is meant is no directory', async () => {
    const port = await listen(createPlainServer((_, response) => response.end('hello')))
    const authority = await createTestAuthority()
    await expect(prepare(`https://localhost:${port}/dir`, authority.rootPem)).rejects.toMatchObject({ code: 'ACME_NOT_A_DIRECTORY' })
  })

  test('nothing is sent without encryption to anywhere but this machine', async () => {
    await expect(prepare('http://ca.myl.test/dir', '')).rejects.toMatchObject({ code: 'ACME_PROTOCOL' })
  })

  test('two authorities in one process trust a root each, and not the other’s', async () => {
    const [one, two] = [await serving('{}'), await serving('{}')]
    const codes = await Promise.all(
      [
        [one.directoryUrl, one.rootPem],
        [two.directoryUrl, two.rootPem],
        [one.directoryUrl, two.rootPem],
      ].map(([url = '', root = '']) => prepare(url, root).catch(({ code }: { code: string }) => code)),
    )
    expect(codes).toEqual(['ACME_NOT_A_DIRECTORY', 'ACME_NOT_A_DIRECTORY', 'ACME_TLS_UNTRUSTED'])
  })
})

function nonceOf(body: string): string {
  return JSON.parse(Buffer.from(JSON.parse(body).protected, 'base64url').toString()).nonce
}
