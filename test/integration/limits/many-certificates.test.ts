import { minute } from '@mylzip/shared/domain/time.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { type FaultingProxy, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { type RenewalBench, startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`many certificates at one authority (${needsPebble})`, () => {
  let pebble: StartedPebble
  let proxy: FaultingProxy
  let bench: RenewalBench
  beforeAll(async () => {
    pebble = await startPebble()
    proxy = await startFaultingProxy(pebble)
  })
  afterAll(() => Promise.all([proxy.stop(), pebble.stop()]))
  afterEach(async () => {
    proxy.fault = () => undefined
    await bench.stop()
  })

  const due = async () => {
    const rows = await certificateRepository(bench.foundations.db).list()
    return rows.filter(({ next_attempt_at }) => next_attempt_at !== null && next_attempt_at <= bench.foundations.clock.now())
  }

  it('one failure of the authority holds them up for a while, and none puts the others off for ever', async () => {
    bench = await startRenewalBench({ directories: [proxy.directoryUrl], extraRootsPem: pebble.rootPem, solver: pebble.solver() })
    proxy.fault = () => ({ status: 503, body: 'maintenance' })
    const ids: string[] = []
    for (const name of ['a.example', 'b.example', 'c.example']) ids.push(await bench.ordered([name]))
    proxy.fault = () => undefined
    for (let look = 0; look < 30; look++) {
      bench.later(minute)
      for (const { id } of await due()) await (await bench.renewals.start(id, 'retry')).ended
    }
    for (const id of ids) expect((await bench.certificates.get(id)).health).toBe('protected')
  })
})
