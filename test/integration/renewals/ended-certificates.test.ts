import { day, minute } from '@mylzip/shared/domain/time.ts'
import { describe, expect, test } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { dueFor } from '#main/renewals/due.policy.ts'
import { certificateState } from '#main/renewals/due-tasks.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'
import { startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`an authority that hands out certificates which have ended (${needsPebble})`, () => {
  const acme = pebbleBehindProxy({ config: { profiles: { default: { description: 'for a day', validityPeriod: 86_400 } } } })

  test('is not asked for another each minute, and what it hands out counts as a failure', async () => {
    const bench = await startRenewalBench({
      directories: [acme.proxy.directoryUrl],
      extraRootsPem: acme.proxy.rootPem,
      solver: acme.pebble.solver(),
    })
    try {
      bench.later(3 * day)
      // Both clocks agree: it is the authority that issues for days gone by.
      acme.proxy.fault = ({ path }) => {
        if (path.includes('renewalInfo')) return { status: 404, body: '' }
        return { otherHeaders: { date: new Date(bench.clock.now()).toUTCString() } }
      }
      const id = await bench.ordered(['days-gone-by.myl.test'])
      expect((await bench.certificates.get(id)).failure?.code).toBe('ACME_CERTIFICATE_ENDED')
      for (let passed = 0; passed < 30; passed += 1) {
        bench.later(minute)
        const row = await certificateRepository(bench.db).find(id)
        const [due] = row ? dueFor(await certificateState(bench.db, row), bench.clock.now()) : []
        if (due?.kind === 'run' && due.at <= bench.clock.now()) await (await bench.renewals.start(id, due.reason)).ended
      }
      expect(acme.proxy.count('/order-plz')).toBe(3)
    } finally {
      await bench.stop()
    }
  })
})
