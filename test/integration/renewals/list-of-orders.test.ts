import { day } from '@mylzip/shared/domain/time.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ChallengeSolver } from '#main/challenges/challenge.port.ts'
import { type FaultingProxy, faultFor, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { type RenewalBench, startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`at an authority whose list of orders nobody can read (${needsPebble})`, () => {
  let pebble: StartedPebble
  let proxy: FaultingProxy
  let bench: RenewalBench
  let proves: boolean

  beforeAll(async () => {
    pebble = await startPebble()
    proxy = await startFaultingProxy(pebble)
  })
  afterAll(async () => {
    await proxy?.stop()
    await pebble?.stop()
  })
  const unreadable = { rewrite: (body: string) => (body.includes('"orders": [') ? '{"items":[]}' : body) }
  beforeEach(async () => {
    proves = true
    proxy.requests.length = 0
    const solver: ChallengeSolver = pebble.solver()
    const publish: ChallengeSolver['publish'] = async (task) => (proves ? solver.publish(task) : undefined)
    bench = await startRenewalBench({
      directories: [proxy.directoryUrl],
      extraRootsPem: proxy.rootPem,
      solver: { ...solver, publish },
    })
  })
  afterEach(() => bench.stop())

  test('a proof that failed once does not keep the certificate from being ordered for ever', async () => {
    proxy.fault = () => unreadable
    proves = false
    const id = await bench.ordered(['once-unproven.myl.test'])
    expect((await bench.certificates.get(id)).failure?.code).toMatch(/^ACME_VALIDATION_/)
    proves = true
    bench.later(day)
    expect(await bench.renewed(id)).toBeUndefined()
  })

  test('an answer that was lost once does not either', async () => {
    const lost = faultFor(({ path }) => path === '/order-plz', 'swallow', 1)
    proxy.fault = (request) => lost(request) ?? unreadable
    const id = await bench.ordered(['once-lost.myl.test'])
    expect((await bench.certificates.get(id)).failure?.code).toBe('ACME_UNREACHABLE')
    bench.later(day)
    expect(await bench.renewed(id)).toBeUndefined()
    expect(proxy.count('/order-plz')).toBe(2)
  })
})
