import { day } from '@mylzip/shared/domain/time.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FaultingProxy, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`a machine whose clock was days ahead (${needsPebble})`, () => {
  let pebble: StartedPebble
  let proxy: FaultingProxy
  beforeAll(async () => {
    pebble = await startPebble()
    proxy = await startFaultingProxy(pebble)
  })
  afterAll(async () => {
    await proxy?.stop()
    await pebble?.stop()
  })

  test('asks an authority that was out of reach then as soon as its clock is right', async () => {
    const bench = await startRenewalBench({ directories: [proxy.directoryUrl], extraRootsPem: proxy.rootPem, solver: pebble.solver() })
    try {
      const id = await bench.ordered(['was-ahead.myl.test'])
      bench.later(5 * day)
      proxy.fault = () => 'cut'
      expect(await bench.renewed(id)).toBe('ACME_UNREACHABLE')
      bench.later(-5 * day)
      proxy.fault = () => undefined
      const { ended } = await bench.renewals.start(id, 'ari-window')
      expect(await ended).toBeUndefined()
    } finally {
      await bench.stop()
    }
  })
})
