import { beforeAll, describe, expect, test } from 'vitest'
import { connectTo, keys, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { faultFor } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'

const newOrder = '/order-plz'
const challenge = '/chalZ/'
const finalize = '/finalize-order/'
const download = '/certZ/'

/** Each object stands for a process; what the run has recorded is the account, the order's URL and the key. */
describe.skipIf(!pebbleIsThere)(`a process killed in the middle of an order goes on with the same one (${needsPebble})`, () => {
  const acme = pebbleBehindProxy({ config: { retryAfter: { authz: 1, order: 1 } } })
  let account: TestAccount
  const name = 'resumed.myl.test'
  const request = { names: [name], profile: undefined, replaces: undefined }

  beforeAll(async () => {
    account = await newTestAccount()
  })

  const process = () => connectTo(acme.proxy, account)
  const isTo = (path: string) => (seen: { path: string }) => seen.path.startsWith(path)
  async function csrOfRecordedKey() {
    const key = await keys.generate('p-256')
    return keys.csr(key, [name])
  }

  test('when only the order was recorded', async () => {
    const orderUrl = await process().order(request)
    const next = process()
    await next.authorize(orderUrl, acme.pebble.solver())
    expect(await next.finalize(orderUrl, await csrOfRecordedKey())).toHaveLength(2)
    expect(acme.proxy.count(newOrder)).toBe(1)
  })

  test('when the authority had been told to look, and its answer never arrived', async () => {
    const first = process()
    const orderUrl = await first.order(request)
    const killed = { ...acme.pebble.solver(), remove: () => Promise.reject(new Error('killed before it could take anything away')) }
    acme.proxy.fault = ({ path }) => {
      if (path.startsWith(challenge)) return 'swallow'
      return acme.proxy.count(challenge) > 0 ? 'cut' : undefined
    }
    await expect(first.authorize(orderUrl, killed)).rejects.toMatchObject({ code: 'ACME_UNREACHABLE' })
    acme.proxy.fault = () => undefined
    const next = process()
    const solver = acme.pebble.solver()
    await next.authorize(orderUrl, solver)
    expect(await next.finalize(orderUrl, await csrOfRecordedKey())).toHaveLength(2)
    expect(acme.proxy.count(newOrder)).toBe(1)
    expect(solver.left()).toEqual([])
  })

  test('when the names were proven already: one request says so, and nothing is published again', async () => {
    const first = process()
    const orderUrl = await first.order(request)
    await first.authorize(orderUrl, acme.pebble.solver())
    const next = process()
    const solver = acme.pebble.solver()
    const before = acme.proxy.requests.length
    await next.authorize(orderUrl, solver)
    const looked = acme.proxy.requests.slice(before).map(({ path }) => path)
    expect(looked.filter((path) => !['/dir', '/nonce-plz'].includes(path))).toHaveLength(1)
    expect(solver.published()).toBe(0)
    expect(await process().finalize(orderUrl, await csrOfRecordedKey())).toHaveLength(2)
    expect(acme.proxy.count(newOrder)).toBe(1)
  })

  test('when the request for the certificate was handed in, and its answer never arrived', async () => {
    const first = process()
    const orderUrl = await first.order(request)
    await first.authorize(orderUrl, acme.pebble.solver())
    const csr = await csrOfRecordedKey()
    acme.proxy.fault = () =>
      acme.proxy.count(finalize) > 0 ? (acme.proxy.requests.at(-1)?.path.startsWith(finalize) ? 'swallow' : 'cut') : undefined
    await expect(first.finalize(orderUrl, csr)).rejects.toMatchObject({ code: 'ACME_UNREACHABLE' })
    acme.proxy.fault = () => undefined
    const handedIn = acme.proxy.count(finalize)
    expect(await process().finalize(orderUrl, csr)).toHaveLength(2)
    expect(acme.proxy.count(finalize)).toBe(handedIn)
    expect(acme.proxy.count(newOrder)).toBe(1)
  })

  test('when the certificate was made but not fetched: it is the same certificate', async () => {
    const first = process()
    const orderUrl = await first.order(request)
    await first.authorize(orderUrl, acme.pebble.solver())
    const csr = await csrOfRecordedKey()
    acme.proxy.fault = faultFor(isTo(download), 'cut')
    await expect(first.finalize(orderUrl, csr)).rejects.toMatchObject({ code: 'ACME_UNREACHABLE' })
    acme.proxy.fault = () => undefined
    const once = await process().finalize(orderUrl, csr)
    expect(await process().finalize(orderUrl, csr)).toEqual(once)
    expect(acme.proxy.count(finalize)).toBe(1)
    expect(acme.proxy.count(newOrder)).toBe(1)
  })

  test('but never takes a certificate that belongs to another key: the order is as good as lost', async () => {
    const first = process()
    const orderUrl = await first.order(request)
    await first.authorize(orderUrl, acme.pebble.solver())
    await first.finalize(orderUrl, await csrOfRecordedKey())
    const withAnotherKey = process().finalize(orderUrl, await csrOfRecordedKey())
    await expect(withAnotherKey).rejects.toMatchObject({ code: 'ACME_ORDER_LOST' })
    acme.proxy.fault = ({ path }) =>
      path.startsWith('/my-order/') ? { rewrite: (body) => body.replace('"certificate"', '"certificate-is-gone"') } : undefined
    await expect(process().finalize(orderUrl, await csrOfRecordedKey())).rejects.toMatchObject({ code: 'ACME_ORDER_LOST' })
  })

  test('an order the authority has forgotten is lost, in every step', async () => {
    const real = await process().order(request)
    const forgotten = real.replace(/[^/]+$/, 'forgotten')
    await expect(process().authorize(forgotten, acme.pebble.solver())).rejects.toMatchObject({ code: 'ACME_ORDER_LOST' })
    await expect(process().finalize(forgotten, await csrOfRecordedKey())).rejects.toMatchObject({ code: 'ACME_ORDER_LOST' })
  })

  test('an order of another account is as good as lost', async () => {
    const foreign = await connectTo(acme.proxy, await newTestAccount()).order(request)
    await expect(process().authorize(foreign, acme.pebble.solver())).rejects.toMatchObject({ code: 'ACME_ORDER_LOST' })
  })

  test('an order whose validation failed keeps saying why', async () => {
    const orderUrl = await process().order(request)
    const publishesNothing = { ...acme.pebble.solver(), publish: () => Promise.resolve() }
    const failed = { code: 'ACME_VALIDATION_UNAUTHORIZED', data: { name } }
    await expect(process().authorize(orderUrl, publishesNothing)).rejects.toMatchObject(failed)
    await expect(process().authorize(orderUrl, acme.pebble.solver())).rejects.toMatchObject(failed)
    await expect(process().finalize(orderUrl, await csrOfRecordedKey())).rejects.toMatchObject(failed)
  })
})
