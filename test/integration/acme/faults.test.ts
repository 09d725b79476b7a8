import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectTo, issue, keys, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { type Fault, type FaultingProxy, faultFor, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'

/** With MYLZIP_SOAK=1 the authority takes as long as Pebble ever does. */
const soaking = process.env.MYLZIP_SOAK === '1'

const pace = { first: 50, slowest: 500, patience: soaking ? 60_000 : 20_000 }
/** As the usual one, but silence is over sooner: a stall that lasts 30 s in 0.7, when a busy machine has long answered. */
const patience = { connecting: 5_000, silence: 700, overall: 10_000 }

describe.skipIf(!pebbleIsThere)(`whatever goes wrong between here and the authority (${needsPebble})`, () => {
  let pebble: StartedPebble
  let proxy: FaultingProxy
  let account: TestAccount
  const order = { names: ['faults.myl.test'], profile: undefined, replaces: undefined }
  const authority = () => connectTo(proxy, account, { pace, patience })
  const problem = (type: string, detail = 'because') => ({
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: `urn:ietf:params:acme:error:${type}`, detail }),
  })

  beforeAll(async () => {
    pebble = await startPebble()
    proxy = await startFaultingProxy(pebble)
    account = await newTestAccount()
    await connectTo(proxy, account).prepareAccount()
  })
  afterAll(async () => {
    await proxy?.stop()
    await pebble?.stop()
  })
  beforeEach(() => {
    proxy.requests.length = 0
    proxy.fault = () => undefined
  })

  /** The first request to each path has this fault; newOrder, which is never sent twice, has none. */
  function onceEverywhere(fault: Fault): void {
    const had = new Set<string>()
    proxy.fault = ({ method, path }) => {
      if (path === '/order-plz' || had.has(method + path)) return undefined
      had.add(method + path)
      return fault
    }
  }

  test.each<[string, Fault]>([
    ['429 with a second to wait', { status: 429, headers: { 'retry-after': '1' } }],
    [
      '429 with a moment to wait for',
      {
        status: 429,
        headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString(), date: new Date(Date.now() + 59_000).toUTCString() },
      },
    ],
    ['500', { status: 500, body: '<html>Oops</html>' }],
    ['502', { status: 502 }],
    ['503', { status: 503, headers: { 'retry-after': '0' } }],
    ['a cut connection', 'cut'],
    ['half an answer', 'half'],
    ['an answer that gets lost', 'swallow'],
  ])('%s, once at each step, costs no certificate', async (_, fault) => {
    onceEverywhere(fault)
    const { chain } = await issue(authority(), pebble.solver(), order.names)
    expect(chain).toHaveLength(2)
    expect(proxy.count('/order-plz')).toBeLessThanOrEqual(2)
  })

  test.each(['text/plain', 'text/html', 'application/octet-stream', 'image/png; charset=x'])(
    'answers that call themselves %s are read as what they are',
    async (type) => {
      proxy.fault = () => ({ otherHeaders: { 'content-type': type } })
      const { chain } = await issue(authority(), pebble.solver(), order.names)
      expect(chain).toHaveLength(2)
    },
  )

  test.each(['/dir', '/nonce-plz', '/my-order/', '/authZ/', '/finalize-order/', '/certZ/'])(
    'a stall at %s ends with a code, and the next try finishes the same order',
    async (path) => {
      const names = ['stall.myl.test']
      const first = authority()
      const csr = await keys.csr(await keys.generate('p-256'), names)
      const stall = faultFor((seen) => seen.path.startsWith(path), 'stall')
      proxy.fault = path === '/dir' || path === '/nonce-plz' ? stall : () => undefined
      if (path === '/dir' || path === '/nonce-plz') {
        await expect(first.order({ ...order, names })).rejects.toMatchObject({
          code: 'ACME_UNREACHABLE',
          data: { reason: 'it did not answer in time' },
        })
        proxy.fault = () => undefined
      }
      const url = await first.order({ ...order, names })
      proxy.fault = stall
      const attempt = async (ca: ReturnType<typeof authority>) => {
        await ca.authorize(url, pebble.solver())
        return ca.finalize(url, csr)
      }
      const result = await attempt(first).catch((error: unknown) => error)
      if (!Array.isArray(result)) expect(result).toMatchObject({ code: 'ACME_UNREACHABLE' })
      proxy.fault = () => undefined
      expect(await attempt(authority())).toHaveLength(2)
    },
  )

  test('a page of a guest network in place of any answer is named, and never taken for one', async () => {
    const page = { status: 200, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><title>Hotel: sign in</title>' }
    for (const fault of [page, { status: 511, body: 'sign in' }, { status: 302, headers: { location: 'https://portal.test/login' } }]) {
      proxy.fault = faultFor(({ method }) => method === 'POST', fault)
      await expect(authority().order(order)).rejects.toMatchObject({
        code: 'ACME_ANSWERED_BY_PAGE',
        data: { directory: proxy.directoryUrl },
      })
    }
    proxy.fault = faultFor(({ method }) => method !== 'POST', page)
    const refused = { code: 'ACME_ANSWERED_BY_PAGE', data: { page: expect.stringContaining('“Hotel: sign in”') } }
    await expect(authority().order(order)).rejects.toMatchObject(refused)
  })

  test.each([
    'accountDoesNotExist',
    'badNonce',
    'caa',
    'compound',
    'dns',
    'malformed',
    'rateLimited',
    'rejectedIdentifier',
    'serverInternal',
    'somethingNew',
    'unauthorized',
    'userActionRequired',
  ])('a problem of type %s at any request ends with a code', async (type) => {
    for (const status of [400, 403, 429, 500]) {
      proxy.fault = faultFor(({ method, path }) => method === 'POST' && path !== '/sign-me-up', { status, ...problem(type) })
      const error = await authority()
        .order(order)
        .catch((thrown: unknown) => thrown)
      expect(isRefusal(error), String(error)).toBe(true)
    }
  })

  test('an authority that calls every nonce bad is told by that, after sixteen of them', async () => {
    proxy.fault = faultFor(({ method }) => method === 'POST', { status: 400, ...problem('badNonce') })
    await expect(authority().order(order)).rejects.toMatchObject({ code: 'ACME_NONCE_REFUSED' })
    expect(proxy.count('/order-plz')).toBeLessThanOrEqual(16)
  })

  test('a certificate that seems not to be valid is the clock’s fault, and is fetched again when it is set right', async () => {
    const url = await authority().order(order)
    await authority().authorize(url, pebble.solver())
    const csr = await keys.csr(await keys.generate('p-256'), order.names)
    const years = 20 * 365 * 86_400_000
    for (const [direction, ms] of [
      ['ahead of', years],
      ['behind', -years],
    ] as const) {
      const wrong = connectTo(proxy, account, { pace, clock: { now: () => Date.now() + ms } })
      const refusal = { code: 'CLOCK_DIFFERS', data: { direction, minutes: expect.any(Number), directory: proxy.directoryUrl } }
      await expect(wrong.finalize(url, csr)).rejects.toMatchObject(refusal)
      expect(Math.abs((wrong.clockDifference()?.differenceMs ?? 0) - ms)).toBeLessThan(5_000)
    }
    expect(await authority().finalize(url, csr)).toHaveLength(2)
    expect(proxy.count('/finalize-order/')).toBe(1)
  })
})

describe.skipIf(!pebbleIsThere)(`an authority with habits of its own (${needsPebble})`, () => {
  test.each([
    ['checks strictly', { args: ['-strict'] }],
    ['believes every earlier proof', { env: { PEBBLE_AUTHZREUSE: '100' } }],
    ['believes no earlier proof', { env: { PEBBLE_AUTHZREUSE: '0' } }],
    [
      'takes seconds to look',
      { env: { PEBBLE_VA_NOSLEEP: '0', PEBBLE_VA_SLEEPTIME: soaking ? '15' : '2' }, config: { retryAfter: { authz: 1, order: 1 } } },
    ],
  ])('%s, and issues twice all the same', async (_, options) => {
    const pebble = await startPebble(options)
    try {
      const account = await newTestAccount()
      for (const _ of [1, 2]) {
        const { chain } = await issue(connectTo(pebble, account, { pace }), pebble.solver(), ['habits.myl.test', '*.habits.myl.test'])
        expect(chain).toHaveLength(2)
      }
    } finally {
      await pebble.stop()
    }
  })
})
