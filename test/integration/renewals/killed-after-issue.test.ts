import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runRepository } from '#main/certificates/run.repository.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { type CustodyBench, startCustodyBench } from '../../support/custody-bench.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'

describe.skipIf(!pebbleIsThere)(`a process killed after the authority had issued (${needsPebble})`, () => {
  let pebble: StartedPebble
  let bench: CustodyBench
  const orders = () => pebble.output().match(/Added order/g)?.length ?? 0
  beforeAll(async () => {
    pebble = await startPebble()
    bench = await startCustodyBench(pebble)
  })
  afterAll(async () => {
    await bench?.stop()
    await pebble?.stop()
  })

  test('and before it was written down: the certificate for a request from elsewhere is fetched, and none is ordered', async () => {
    const names = ['there.myl.test']
    const csr = Buffer.from(await bench.keys.csr(await bench.keys.generate('p-256'), names))
    const id = await bench.ordered(names, { csr: csr.toString('base64') })
    const authority = await bench.authorities.at(pebble.directoryUrl)
    const order_url = await authority.order({ names, profile: undefined, replaces: undefined })
    await authority.authorize(order_url, await bench.solversFor())
    const [issued = ''] = await authority.finalize(order_url, csr)
    const directory_url = pebble.directoryUrl
    await versionRepository(bench.db).add({ certificate_id: id, number: 2, directory_url, key_type: 'p-256', key_custody: 'elsewhere' })
    const runs = runRepository(bench.db)
    await runs.add({
      id: 'cut',
      certificate_id: id,
      number: 2,
      reason: 'asked',
      status: 'running',
      started_at: 1,
      directory_url,
      order_url,
    })
    for (const step of ['key', 'order', 'challenge'] as const)
      await runs.saveStep({ run_id: 'cut', step, status: 'done', started_at: 1, ended_at: 1 })
    await runs.saveStep({ run_id: 'cut', step: 'certificate', status: 'running', started_at: 1, ended_at: null })
    const before = orders()
    await bench.renewals.resume('cut')
    expect(await bench.version(id)).toMatchObject({ version: { number: 2, key_custody: 'elsewhere' } })
    expect((await bench.leafOf(id)).serialNumber).toBe(new X509Certificate(issued).serialNumber)
    expect(orders()).toBe(before)
  })

  test('and before its key was destroyed: it is then, once the certificate is in place, and none is ordered', async () => {
    const { makeCurrent } = bench.store
    bench.store.makeCurrent = async () => {
      throw new Error('killed')
    }
    const id = await bench.ordered(['locked.myl.test'], { exportable: false })
    bench.store.makeCurrent = makeCurrent
    const { version } = await bench.version(id, 1)
    expect(version).toMatchObject({ key_custody: 'sealed', issued_at: expect.any(Number) })
    const sealed = Buffer.from(version.sealed_key ?? '')
    expect(await bench.liesInFiles(sealed)).toBe(true)
    const before = orders()
    const run = await runRepository(bench.db).lastOf(id)
    await runRepository(bench.db).update(run?.id ?? '', { status: 'running', ended_at: null })
    await bench.renewals.resume(run?.id ?? '')
    expect((await bench.version(id)).version).toMatchObject({ serial: version.serial, key_custody: 'destroyed', sealed_key: null })
    expect(await bench.liesInFiles(sealed)).toBe(false)
    expect((await bench.opened(id)).privateKeyPem).toContain('PRIVATE KEY')
    expect(orders()).toBe(before)
  })
})
