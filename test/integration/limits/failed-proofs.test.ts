import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ledgerRepository } from '#main/limits/ledger.repository.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'
import { type RenewalBench, startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`proofs that failed count against the authority’s limit (${needsPebble})`, () => {
  const acme = pebbleBehindProxy()
  let bench: RenewalBench

  beforeEach(async () => {
    const publishesNothing = { ...acme.pebble.solver(), publish: () => Promise.resolve() }
    bench = await startRenewalBench({ directories: [acme.proxy.directoryUrl], extraRootsPem: acme.proxy.rootPem, solver: publishesNothing })
  })
  afterEach(() => bench.stop())

  const failed = async () =>
    (await ledgerRepository(bench.db).since(acme.proxy.directoryUrl, 0)).flatMap(({ kind, name }) =>
      kind === 'failed-authorization' ? [name] : [],
    )

  it('each name of an order by itself', async () => {
    await bench.ordered(['one.myl.test', '*.two.myl.test', 'three.myl.test'])
    expect((await failed()).toSorted()).toEqual(['one.myl.test', 'three.myl.test', 'two.myl.test'])
  })

  it('also when a CAA record was what forbade it', async () => {
    const rewrite = (body: string) => body.replace(/urn:ietf:params:acme:error:\w+/g, 'urn:ietf:params:acme:error:caa')
    acme.proxy.fault = ({ path }) => (path.startsWith('/authZ/') ? { rewrite } : undefined)
    const id = await bench.ordered(['caa.myl.test'])
    expect((await bench.certificates.get(id)).failure?.code).toBe('ACME_CAA_FORBIDS')
    expect(await failed()).toEqual(['caa.myl.test'])
  })

  it('but not an order that the authority would not take', async () => {
    const body = JSON.stringify({ type: 'urn:ietf:params:acme:error:caa', detail: 'forbidden' })
    const refusal = { status: 403, headers: { 'content-type': 'application/problem+json' }, body }
    acme.proxy.fault = ({ path }) => (path.startsWith('/order-plz') ? refusal : undefined)
    await bench.ordered(['never.myl.test'])
    expect(await failed()).toEqual([])
  })
})
