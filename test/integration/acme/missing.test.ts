import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectTo, keys, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { type FaultingProxy, faultFor, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'

describe.skipIf(!pebbleIsThere)(`something of an order that is not found (${needsPebble})`, () => {
  let pebble: StartedPebble
  let proxy: FaultingProxy
  let account: TestAccount
  const name = 'missing.myl.test'
  const request = { names: [name], profile: undefined, replaces: undefined }

  beforeAll(async () => {
    pebble = await startPebble()
    proxy = await startFaultingProxy(pebble)
    account = await newTestAccount()
  })
  afterAll(async () => {
    await proxy?.stop()
    await pebble?.stop()
  })
  beforeEach(() => {
    proxy.requests.length = 0
    proxy.fault = () => undefined
  })

  test.each(['/my-order/', '/authZ/', '/certZ/'])(
    'one “not found” from something on the way to %s does not cost the order',
    async (path) => {
      const first = connectTo(proxy, account)
      const orderUrl = await first.order(request)
      const notFound = { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found' }
      proxy.fault = faultFor(({ path: to }) => to.startsWith(path), notFound, 1)
      const next = connectTo(proxy, account)
      await next.authorize(orderUrl, pebble.solver())
      expect(await next.finalize(orderUrl, await keys.csr(await keys.generate('p-256'), [name]))).toHaveLength(2)
      expect(proxy.requests.some(({ path: to }) => to.startsWith(path))).toBe(true)
    },
  )

  test('an order is not given up while nothing of the authority can be found', async () => {
    const orderUrl = await connectTo(proxy, account).order(request)
    proxy.fault = ({ method }) =>
      method === 'POST' ? { status: 404, headers: { 'content-type': 'text/plain' }, body: 'no such page' } : undefined
    await expect(connectTo(proxy, account).authorize(orderUrl, pebble.solver())).rejects.toMatchObject({ code: 'ACME_PROTOCOL' })
  })

  test('a certificate that the authority does not find yet is asked for once more, the order before it', async () => {
    const ca = connectTo(proxy, account)
    const orderUrl = await ca.order(request)
    await ca.authorize(orderUrl, pebble.solver())
    const problem = { type: 'urn:ietf:params:acme:error:malformed', detail: 'Certificate not found' }
    const notYet = { status: 404, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(problem) }
    proxy.fault = faultFor(({ path }) => path.startsWith('/certZ/'), notYet, 1)
    expect(await ca.finalize(orderUrl, await keys.csr(await keys.generate('p-256'), [name]))).toHaveLength(2)
    expect(proxy.count('/certZ/')).toBe(2)
  })
})
