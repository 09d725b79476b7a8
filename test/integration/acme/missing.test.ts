import { beforeAll, describe, expect, test } from 'vitest'
import { connectTo, keys, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { faultFor } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'

describe.skipIf(!pebbleIsThere)(`something of an order that is not found (${needsPebble})`, () => {
  const acme = pebbleBehindProxy()
  let account: TestAccount
  const name = 'missing.myl.test'
  const request = { names: [name], profile: undefined, replaces: undefined }

  beforeAll(async () => {
    account = await newTestAccount()
  })

  test.each(['/my-order/', '/authZ/', '/certZ/'])(
    'one “not found” from something on the way to %s does not cost the order',
    async (path) => {
      // A name of its own: what was proven once need not be looked at again.
      const names = [`${path.replace(/\W/g, '').toLowerCase()}.myl.test`]
      const first = connectTo(acme.proxy, account)
      const orderUrl = await first.order({ ...request, names })
      const notFound = { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found' }
      acme.proxy.fault = faultFor(({ path: to }) => to.startsWith(path), notFound, 1)
      const next = connectTo(acme.proxy, account)
      await next.authorize(orderUrl, acme.pebble.solver())
      expect(await next.finalize(orderUrl, await keys.csr(await keys.generate('p-256'), names))).toHaveLength(2)
      expect(acme.proxy.requests.map(({ path: to }) => to).filter((to) => to.startsWith(path))).not.toEqual([])
    },
  )

  test('an order is not given up while nothing of the authority can be found', async () => {
    const orderUrl = await connectTo(acme.proxy, account).order(request)
    acme.proxy.fault = ({ method }) =>
      method === 'POST' ? { status: 404, headers: { 'content-type': 'text/plain' }, body: 'no such page' } : undefined
    await expect(connectTo(acme.proxy, account).authorize(orderUrl, acme.pebble.solver())).rejects.toMatchObject({ code: 'ACME_PROTOCOL' })
  })

  test('a certificate that the authority does not find yet is asked for once more, the order before it', async () => {
    const ca = connectTo(acme.proxy, account)
    const orderUrl = await ca.order(request)
    await ca.authorize(orderUrl, acme.pebble.solver())
    const problem = { type: 'urn:ietf:params:acme:error:malformed', detail: 'Certificate not found' }
    const notYet = { status: 404, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(problem) }
    acme.proxy.fault = faultFor(({ path }) => path.startsWith('/certZ/'), notYet, 1)
    expect(await ca.finalize(orderUrl, await keys.csr(await keys.generate('p-256'), [name]))).toHaveLength(2)
    expect(acme.proxy.count('/certZ/')).toBe(2)
  })
})
