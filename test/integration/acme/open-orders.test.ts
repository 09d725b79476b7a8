import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectTo, newTestAccount } from '../../support/acme-client-under-test.ts'
import { type FaultingProxy, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'

const profiles = { usual: { description: 'usual', validityPeriod: 7_776_000 }, brief: { description: 'brief', validityPeriod: 518_400 } }

describe.skipIf(!pebbleIsThere)(`an order that nobody could write down (${needsPebble})`, () => {
  let pebble: StartedPebble
  let proxy: FaultingProxy
  beforeAll(async () => {
    pebble = await startPebble({ config: { profiles } })
    proxy = await startFaultingProxy(pebble)
  })
  afterAll(async () => {
    await proxy?.stop()
    await pebble?.stop()
  })
  const request = (name: string, profile?: string) => ({ names: [name], profile, replaces: undefined })

  test('is found however many were placed since, and the newest first', async () => {
    const ca = connectTo(proxy, await newTestAccount())
    const placed: string[] = []
    for (let number = 0; number < 14; number += 1) placed.push(await ca.order(request(`n${number}.myl.test`)))
    expect(await ca.openOrder(request('n0.myl.test'))).toBe(placed[0])
    proxy.requests.length = 0
    expect(await ca.openOrder(request('n13.myl.test'))).toBe(placed[13])
    expect(proxy.count('/my-order/')).toBe(1)
    expect(await ca.openOrder(request('other.myl.test'))).toBeUndefined()
  })

  test('is not taken for one with another profile', async () => {
    const ca = connectTo(proxy, await newTestAccount())
    const brief = await ca.order(request('profiled.myl.test', 'brief'))
    expect(await ca.openOrder(request('profiled.myl.test', 'usual'))).toBeUndefined()
    expect(await ca.openOrder(request('profiled.myl.test', 'brief'))).toBe(brief)
  })
})
