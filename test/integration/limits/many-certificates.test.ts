import { minute } from '@mylzip/shared/domain/time.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'
import { type RenewalBench, startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`many certificates at one authority (${needsPebble})`, () => {
  const acme = pebbleBehindProxy()
  let bench: RenewalBench
  afterEach(async () => {
    await bench.stop()
  })

  const due = async () => {
    const rows = await certificateRepository(bench.foundations.db).list()
    return rows.filter(({ next_attempt_at }) => next_attempt_at !== null && next_attempt_at <= bench.foundations.clock.now())
  }

  it('one failure of the authority holds them up for a while, and none puts the others off for ever', async () => {
    bench = await startRenewalBench({
      directories: [acme.proxy.directoryUrl],
      extraRootsPem: acme.pebble.rootPem,
      solver: acme.pebble.solver(),
    })
    acme.proxy.fault = () => ({ status: 503, body: 'maintenance' })
    const ids: string[] = []
    for (const name of ['a.example', 'b.example', 'c.example']) ids.push(await bench.ordered([name]))
    acme.proxy.fault = () => undefined
    for (let look = 0; look < 30; look++) {
      bench.later(minute)
      for (const { id } of await due()) await (await bench.renewals.start(id, 'retry')).ended
    }
    for (const id of ids) expect((await bench.certificates.get(id)).health).toBe('protected')
  })
})
