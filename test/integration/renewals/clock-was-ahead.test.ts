import { day } from '@mylzip/shared/domain/time.ts'
import { describe, expect, test } from 'vitest'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'
import { startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`a machine whose clock was days ahead (${needsPebble})`, () => {
  const acme = pebbleBehindProxy()

  test('asks an authority that was out of reach then as soon as its clock is right', async () => {
    const bench = await startRenewalBench({
      directories: [acme.proxy.directoryUrl],
      extraRootsPem: acme.proxy.rootPem,
      solver: acme.pebble.solver(),
    })
    try {
      const id = await bench.ordered(['was-ahead.myl.test'])
      bench.later(5 * day)
      acme.proxy.fault = () => 'cut'
      expect(await bench.renewed(id)).toBe('ACME_UNREACHABLE')
      bench.later(-5 * day)
      acme.proxy.fault = () => undefined
      const { ended } = await bench.renewals.start(id, 'ari-window')
      expect(await ended).toBeUndefined()
    } finally {
      await bench.stop()
    }
  })
})
