import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type FaultingProxy, startFaultingProxy } from './faulting-proxy.ts'
import { type StartedPebble, startPebble } from './pebble.ts'

/**
 * Pebble, and the way to it on which things may go wrong, for the tests of the `describe` that this is called in. Before each test
 * nothing does, and no request has been seen.
 */
export function pebbleBehindProxy(options?: Parameters<typeof startPebble>[0]) {
  let pebble: StartedPebble
  let proxy: FaultingProxy
  beforeAll(async () => {
    pebble = await startPebble(options)
    proxy = await startFaultingProxy(pebble)
  })
  beforeEach(() => {
    proxy.requests.length = 0
    proxy.fault = () => undefined
  })
  afterAll(async () => {
    await proxy?.stop()
    await pebble?.stop()
  })
  return {
    get pebble() {
      return pebble
    },
    get proxy() {
      return proxy
    },
  }
}
