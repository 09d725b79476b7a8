import { hour } from '@mylzip/shared/domain/time.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { ledgerRepository } from '#main/limits/ledger.repository.ts'
import { faultFor } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'
import { type RenewalBench, startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`a renewal that the authority’s limits do not count (${needsPebble})`, () => {
  const acme = pebbleBehindProxy()
  let bench: RenewalBench
  let id: string

  beforeEach(async () => {
    bench = await startRenewalBench({
      directories: [acme.proxy.directoryUrl],
      extraRootsPem: acme.proxy.rootPem,
      solver: acme.pebble.solver(),
    })
    id = await bench.ordered(['exempt.myl.test'])
  })
  afterEach(() => bench.stop())

  /** Renews as if the authority had named a window that is open from `start` to `end`, in ms from now. */
  async function renewInWindow(start: number, end: number): Promise<void> {
    const now = bench.clock.now()
    const window = { window_start: now + start, window_end: now + end }
    await certificateRepository(bench.db).update(id, { renewal_reason: 'ari-window', renewal_at: now - 1, ...window })
    const { ended } = await bench.renewals.start(id, 'ari-window')
    expect(await ended).toBeUndefined()
  }

  const counted = async () =>
    (await ledgerRepository(bench.db).since(acme.proxy.directoryUrl, 0)).map(({ kind, exempt }) => `${kind}${exempt ? ', exempt' : ''}`)

  it('is one in its window that says what it replaces', async () => {
    await renewInWindow(-hour, hour)
    expect(await counted()).toEqual(['order', 'certificate', 'order, exempt', 'certificate, exempt'])
  })

  it('is none before the window opens or after it has closed', async () => {
    await renewInWindow(hour, 2 * hour)
    await renewInWindow(-2 * hour, -hour)
    expect(await counted()).toEqual(['order', 'certificate', 'order', 'certificate', 'order', 'certificate'])
  })

  it.each(['alreadyReplaced', 'malformed'])('is none when it had to be ordered without saying so (%s)', async (type) => {
    const headers = { 'content-type': 'application/problem+json' }
    const body = JSON.stringify({ type: `urn:ietf:params:acme:error:${type}`, detail: 'not this one' })
    acme.proxy.fault = faultFor(({ path }) => path.startsWith('/order-plz'), { status: 409, headers, body }, 1)
    await renewInWindow(-hour, hour)
    expect(await counted()).toEqual(['order', 'certificate', 'order', 'certificate'])
  })
})
