import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyPurpose } from '#main/certificates/bundle.ts'
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

  test.each(['running', 'failed'] as const)(
    'whose key was reported before the next start: the certificate is fetched, written down and revoked, and another made (run %s)',
    async (status) => {
      const name = `exposed-${status}.myl.test`
      const id = await bench.ordered([name], { keyUse: 'reuse' })
      const { privateKeyPem } = await bench.opened(id)
      const authority = await bench.authorities.at(pebble.directoryUrl)
      const order_url = await authority.order({ names: [name], profile: undefined, replaces: undefined })
      await authority.authorize(order_url, await bench.solversFor())
      const [issued = ''] = await authority.finalize(order_url, await bench.keys.csr(privateKeyPem, [name]))
      const directory_url = pebble.directoryUrl
      const sealed_key = await bench.secrets.seal(Buffer.from(privateKeyPem), keyPurpose(id, 2))
      await versionRepository(bench.db).add({ certificate_id: id, number: 2, directory_url, key_type: 'p-256', sealed_key })
      const runs = runRepository(bench.db)
      const row = {
        id: `cut-${id}`,
        certificate_id: id,
        number: 2,
        reason: 'asked',
        status,
        started_at: 1,
        directory_url,
        order_url,
      } as const
      await runs.add({ ...row, ...(status === 'failed' && { failure_code: 'ACME_TIMEOUT', ended_at: 1 }) })
      for (const step of ['key', 'order', 'challenge'] as const)
        await runs.saveStep({ run_id: row.id, step, status: 'done', started_at: 1, ended_at: 1 })
      await runs.saveStep({ run_id: row.id, step: 'certificate', status: 'running', started_at: 1, ended_at: null })

      const { runId } = await bench.custody.revoke({ certificateId: id, version: 1, reason: 'keyCompromise' })
      await bench.renewals.resume(runId ?? '')
      expect((await runs.find(runId ?? ''))?.failure_code).toBe('KEY_GIVEN_UP')
      expect(await pebble.statusOf(issued)).toBe('Revoked')
      const second = await versionRepository(bench.db).find(id, 2)
      expect(second).toMatchObject({ revocation_reason: 'keyCompromise', revoked_at: expect.any(Number), installed_at: null })
      expect(new X509Certificate(second?.chain_pem ?? '').serialNumber).toBe(new X509Certificate(issued).serialNumber)

      expect(await bench.renewed(id)).toBeUndefined()
      expect((await bench.version(id)).version.number).toBe(3)
      expect((await bench.opened(id)).privateKeyPem).not.toBe(privateKeyPem)
    },
  )

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
