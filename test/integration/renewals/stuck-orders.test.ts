import { day, hour } from '@mylzip/shared/domain/time.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectTo, newTestAccount } from '../../support/acme-client-under-test.ts'
import type { Fault } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'
import { type RenewalBench, startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`an order that can never end (${needsPebble})`, () => {
  const acme = pebbleBehindProxy()
  let bench: RenewalBench
  beforeEach(async () => {
    bench = await startRenewalBench({
      directories: [acme.proxy.directoryUrl],
      extraRootsPem: acme.proxy.rootPem,
      solver: acme.pebble.solver(),
    })
  })
  afterEach(() => bench.stop())

  const noCertificate = { status: 200, headers: { 'content-type': 'application/pem-certificate-chain' }, body: 'none' }
  const malformed = {
    status: 400,
    headers: { 'content-type': 'application/problem+json' },
    body: '{"type":"urn:ietf:params:acme:error:malformed","detail":"no"}',
  }
  const inProgress = {
    otherHeaders: { 'retry-after': '600' },
    rewrite: (body: string) => body.replace(/"status": *"(ready|valid)"/, '"status":"processing"'),
  }

  test.each<[string, string[], Fault]>([
    ['whose certificate is none', ['/certZ/'], noCertificate],
    ['that stays in progress', ['/my-order/', '/finalize-order/'], inProgress],
    ['that is found in the list again, ready, and not taken', ['/finalize-order/'], malformed],
  ])('%s is given up after some days, and another one brings the certificate', async (_, paths, fault) => {
    acme.proxy.fault = ({ path }) => (paths.some((each) => path.startsWith(each)) ? fault : undefined)
    const id = await bench.ordered(['never-ends.myl.test'])
    for (let tries = 2; tries <= 4; tries += 1) {
      bench.later(tries === 4 ? day : hour)
      expect(await bench.renewed(id)).toMatch(/^ACME_/)
    }
    expect(acme.proxy.count('/order-plz')).toBe(1)
    acme.proxy.fault = () => undefined
    bench.later(hour)
    expect(await bench.renewed(id)).toBeUndefined()
    expect(acme.proxy.count('/order-plz')).toBe(2)
  })

  test('is not gone on with once its time is over by the authority’s clock, whatever this machine’s says', async () => {
    const account = await newTestAccount()
    const process = () => connectTo(acme.proxy, account, { clock: { now: () => Date.now() + 400 * day } })
    const ca = process()
    const order = { names: ['expired.myl.test'], profile: undefined, replaces: undefined }
    const url = await ca.order(order)
    expect(await ca.openOrder(order)).toBe(url)
    const expires = new Date(Date.now() - hour).toISOString()
    acme.proxy.fault = ({ path }) =>
      path.startsWith('/my-order/') ? { rewrite: (body) => JSON.stringify({ ...JSON.parse(body), expires }) } : undefined
    expect(await ca.openOrder(order)).toBeUndefined()
    const lost = { code: 'ACME_ORDER_LOST', data: { status: 'expired' } }
    await expect(process().authorize(url, acme.pebble.solver())).rejects.toMatchObject(lost)
  })
})
