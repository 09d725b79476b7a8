import { describe, expect, test } from 'vitest'
import { connectTo, keys, newTestAccount } from '../../support/acme-client-under-test.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'

describe.skipIf(!pebbleIsThere)(`an order that goes back again and again (${needsPebble})`, () => {
  const acme = pebbleBehindProxy()

  test('gets the request three times at most, and is waited for no longer than any other', async () => {
    const names = ['to-and-fro.myl.test']
    const patience = 800
    const ca = connectTo(acme.proxy, await newTestAccount(), { pace: { first: 5, slowest: 20, patience } })
    let placed = ''
    const headers = { 'content-type': 'application/json' }
    const isSaidToBe = (status: string) => ({ status: 200, headers, body: JSON.stringify({ ...JSON.parse(placed), status }) })
    acme.proxy.fault = ({ path }) => {
      if (path === '/order-plz') return { rewrite: (body) => (placed = body) }
      if (path.startsWith('/finalize-order/')) return isSaidToBe('pending')
      return path.startsWith('/my-order/') ? isSaidToBe('ready') : undefined
    }
    const url = await ca.order({ names, profile: undefined, replaces: undefined })
    await ca.authorize(url, acme.pebble.solver())
    const csr = await keys.csr(await keys.generate('p-256'), names)
    const began = performance.now()
    await expect(ca.finalize(url, csr)).rejects.toMatchObject({ code: 'ACME_TIMEOUT' })
    expect(acme.proxy.count('/finalize-order/')).toBe(3)
    expect(performance.now() - began).toBeLessThan(2 * patience + 1_000)
    expect(acme.proxy.requests.length).toBeLessThan(100)
  })
})
