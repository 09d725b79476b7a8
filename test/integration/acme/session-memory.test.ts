import { hour } from '@mylzip/shared/domain/time.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SessionMemory } from '#main/acme/session/session-memory.ts'
import { connectTo, issue, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { type FaultingProxy, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'

describe.skipIf(!pebbleIsThere)(`a process that begins with what another left behind (${needsPebble})`, () => {
  let pebble: StartedPebble
  let proxy: FaultingProxy
  let account: TestAccount
  let left: SessionMemory

  beforeAll(async () => {
    pebble = await startPebble()
    proxy = await startFaultingProxy(pebble)
    account = await newTestAccount()
  })
  afterAll(async () => {
    await proxy.stop()
    await pebble.stop()
  })
  beforeEach(async () => {
    const first = connectTo(proxy, account, { remember: (memory) => (left = memory) })
    await issue(first, pebble.solver(), ['first.myl.test'])
    proxy.requests.length = 0
  })

  async function requestsWith(remembered: SessionMemory): Promise<string[]> {
    await issue(connectTo(proxy, account, { remembered }), pebble.solver(), ['second.myl.test'])
    const requests = proxy.requests.map(({ method, path }) => `${method} ${path.split('/')[1]}`)
    // An authority that is slow to decide is looked at again: one look counts.
    return requests.filter((each, at) => each !== requests[at - 1] || !['POST authZ', 'POST my-order'].includes(each))
  }

  test('orders without asking where, and without fetching a nonce', async () => {
    const requests = await requestsWith(left)
    expect(requests).toHaveLength(7)
    expect(requests[0]).toBe('POST order-plz')
  })

  test('reads a directory of yesterday again while it orders already', async () => {
    const requests = await requestsWith({ ...left, readAt: left.readAt - 24 * hour })
    expect(requests).toHaveLength(8)
    expect(requests.slice(0, 2).sort()).toEqual(['GET dir', 'POST order-plz'])
  })

  test('loses one request by a nonce that has expired, which fetching one would have cost as well', async () => {
    const requests = await requestsWith({ ...left, nonces: ['bm8tbG9uZ2VyLWdvb2Q'] })
    expect(requests).toHaveLength(8)
    expect(requests.slice(0, 3)).toEqual(['POST order-plz', 'POST order-plz', 'POST authZ'])
  })

  test('finds its way when the authority has moved everything', async () => {
    const moved = (url: string) => url.replace(/[^/]+$/, 'formerly-here')
    const { newNonce, newOrder, newAccount } = left.directory
    const directory = { ...left.directory, newNonce: moved(newNonce), newOrder: moved(newOrder), newAccount: moved(newAccount) }
    await requestsWith({ directory, readAt: left.readAt - 24 * hour, nonces: [] })
    expect(proxy.count('/dir')).toBeGreaterThan(0)
    expect(proxy.count('/order-plz')).toBe(1)
  })
})
