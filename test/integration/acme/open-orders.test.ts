import { describe, expect, test } from 'vitest'
import { connectTo, newTestAccount } from '../../support/acme-client-under-test.ts'
import { type Fault, faultFor } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'

const profiles = { usual: { description: 'usual', validityPeriod: 7_776_000 }, brief: { description: 'brief', validityPeriod: 518_400 } }

describe.skipIf(!pebbleIsThere)(`an order that nobody could write down (${needsPebble})`, () => {
  const acme = pebbleBehindProxy({ config: { profiles } })
  const onList = (fault: Fault) => faultFor(({ path }) => path.startsWith('/list-orderz/'), fault)
  const request = (name: string, profile?: string) => ({ names: [name], profile, replaces: undefined })

  test('is found however many were placed since, and the newest first', async () => {
    const ca = connectTo(acme.proxy, await newTestAccount())
    const placed: string[] = []
    for (let number = 0; number < 14; number += 1) placed.push(await ca.order(request(`n${number}.myl.test`)))
    expect(await ca.openOrder(request('n0.myl.test'))).toBe(placed[0])
    acme.proxy.requests.length = 0
    expect(await ca.openOrder(request('n13.myl.test'))).toBe(placed[13])
    expect(acme.proxy.count('/my-order/')).toBe(1)
    expect(await ca.openOrder(request('other.myl.test'))).toBeUndefined()
  })

  test('is found where the authority answers a bare list (step-ca), and among addresses that cannot be read', async () => {
    const ca = connectTo(acme.proxy, await newTestAccount())
    const placed = await ca.order(request('bare.myl.test'))
    const lists: ((orders: string[]) => unknown)[] = [(orders) => orders, (orders) => ({ orders: ['https://[', 7, ...orders] })]
    for (const list of lists) {
      acme.proxy.fault = onList({ rewrite: (body) => JSON.stringify(list(JSON.parse(body).orders)) })
      expect(await ca.openOrder(request('bare.myl.test'))).toBe(placed)
    }
  })

  test.each<[string, Fault]>([
    ['in a form nobody knows', { rewrite: () => '{"order":[]}' }],
    ['as a web page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><title>Sign in</title>' }],
    ['never', 'cut'],
    ['as an error', { status: 500, body: 'oops' }],
  ])('counts as none, and keeps nothing from being ordered, where the list comes %s', async (_, fault) => {
    const ca = connectTo(acme.proxy, await newTestAccount())
    await ca.order(request('unlisted.myl.test'))
    acme.proxy.fault = onList(fault)
    expect(await ca.openOrder(request('unlisted.myl.test'))).toBeUndefined()
    expect(await ca.order(request('unlisted.myl.test'))).toContain('/my-order/')
  })

  test('is not taken for one with another profile', async () => {
    const ca = connectTo(acme.proxy, await newTestAccount())
    const brief = await ca.order(request('profiled.myl.test', 'brief'))
    expect(await ca.openOrder(request('profiled.myl.test', 'usual'))).toBeUndefined()
    expect(await ca.openOrder(request('profiled.myl.test', 'brief'))).toBe(brief)
  })
})
