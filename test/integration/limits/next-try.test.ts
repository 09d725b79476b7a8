import { day, hour } from '@mylzip/shared/domain/time.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { type FaultingProxy, faultFor, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { type RenewalBench, startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`the next try after a renewal that failed (${needsPebble})`, () => {
  let pebble: StartedPebble
  let first: FaultingProxy
  let second: FaultingProxy
  let bench: RenewalBench
  const ordering = ({ path }: { path: string }) => path === '/order-plz'
  const limitedForAWeek = {
    status: 429,
    headers: { 'content-type': 'application/problem+json', 'retry-after': String((7 * day) / 1_000) },
    body: JSON.stringify({
      type: 'urn:ietf:params:acme:error:rateLimited',
      detail: 'too many certificates (5) already issued for this exact set of identifiers in the last 168h0m0s',
    }),
  }

  beforeAll(async () => {
    pebble = await startPebble()
    first = await startFaultingProxy(pebble)
    second = await startFaultingProxy(pebble)
  })
  afterAll(() => Promise.all([first?.stop(), second?.stop(), pebble?.stop()]))
  beforeEach(async () => {
    for (const proxy of [first, second]) {
      proxy.fault = () => undefined
      proxy.requests.length = 0
    }
    bench = await startRenewalBench({
      directories: [first.directoryUrl, second.directoryUrl],
      extraRootsPem: pebble.rootPem,
      solver: pebble.solver(),
    })
  })
  afterEach(() => bench.stop())

  const untilNext = async (id: string) =>
    ((await certificateRepository(bench.db).find(id))?.next_attempt_at ?? Number.POSITIVE_INFINITY) - bench.clock.now()
  const again = async (id: string) => (await (await bench.renewals.start(id, 'retry')).ended)?.code

  test('comes when the first authority may be up again, though the second has set a limit for a week, and leaves that one alone', async () => {
    const id = await bench.ordered(['two-in-order.myl.test'])
    first.fault = () => 'cut'
    second.fault = faultFor(ordering, limitedForAWeek)
    expect(await bench.renewed(id)).toBe('ACME_RATE_LIMITED')
    expect(await untilNext(id)).toBeLessThan(hour)
    const asked = second.count('/order-plz')
    bench.later(hour)
    expect(await again(id)).toBe('ACME_RATE_LIMITED')
    expect(second.count('/order-plz')).toBe(asked)
    expect(await untilNext(id)).toBeLessThan(hour)
    bench.later(hour)
    first.fault = () => undefined
    expect(await again(id)).toBeUndefined()
  })

  test('comes within a day or so, although the authority says that it is busy for a month', async () => {
    const id = await bench.ordered(['busy-for-a-month.myl.test'])
    const busy = { status: 503, headers: { 'retry-after': String((30 * day) / 1_000) }, body: '' }
    for (const proxy of [first, second]) proxy.fault = faultFor(ordering, busy)
    expect(await bench.renewed(id)).toBe('ACME_BUSY')
    expect(await untilNext(id)).toBeLessThan(1.5 * day)
  })
})
