import { hour } from '@mylzip/shared/domain/time.ts'
import { describe, expect, test } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { type Fault, faultFor } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'
import { startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`a window that the authority gave because it must revoke (${needsPebble})`, () => {
  const acme = pebbleBehindProxy()

  test('is kept when a filter answers in its place once, and forgotten when the authority says so', async () => {
    const bench = await startRenewalBench({
      directories: [acme.proxy.directoryUrl],
      extraRootsPem: acme.proxy.rootPem,
      solver: acme.pebble.solver(),
    })
    try {
      const id = await bench.ordered(['revoked-soon.myl.test'])
      const planned = async (fault: Fault) => {
        acme.proxy.fault = faultFor(({ path }) => path.startsWith('/draft-ietf-acme-ari'), fault)
        await bench.replan(id)
        const row = await certificateRepository(bench.db).find(id)
        return { reason: row?.renewal_reason, inHours: ((row?.renewal_at ?? 0) - now) / hour }
      }
      const now = bench.clock.now()
      const [start, end] = [now + hour, now + 3 * hour].map((at) => new Date(at).toISOString())
      const soon = await planned({ rewrite: () => JSON.stringify({ suggestedWindow: { start, end } }) })
      expect(soon.reason).toBe('ari-window')
      expect(soon.inHours).toBeLessThan(3)
      const blocked = { status: 403, headers: { 'content-type': 'text/plain' }, body: 'blocked by policy' }
      expect(await planned(blocked)).toEqual(soon)
      expect((await planned({ status: 404, body: '' })).reason).toBe('age')
    } finally {
      await bench.stop()
    }
  })
})
