import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyPurpose } from '#main/certificates/bundle.ts'
import { runRepository } from '#main/certificates/run.repository.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { type CustodyBench, startCustodyBench } from '../../support/custody-bench.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'

const spki = (pem: string) => createPublicKey(createPrivateKey(pem)).export({ type: 'spki', format: 'pem' }).toString()

describe.skipIf(!pebbleIsThere)(`a key that must not go into the next certificate (${needsPebble})`, () => {
  let pebble: StartedPebble
  let bench: CustodyBench
  beforeAll(async () => {
    pebble = await startPebble()
    bench = await startCustodyBench(pebble)
  })
  afterAll(async () => {
    await bench?.stop()
    await pebble?.stop()
  })

  /** As a run leaves it that has its key and no certificate yet. */
  async function begun(id: string, privateKeyPem: string, run: { status: 'running' | 'failed'; code?: RefusalCode; order?: string }) {
    const sealed_key = await bench.secrets.seal(Buffer.from(privateKeyPem), keyPurpose(id, 2))
    const directory_url = pebble.directoryUrl
    await versionRepository(bench.db).add({ certificate_id: id, number: 2, directory_url, key_type: 'p-256', sealed_key })
    const runs = runRepository(bench.db)
    const row = { id: `begun-${id}`, certificate_id: id, number: 2, reason: 'asked', status: run.status, started_at: 1 } as const
    await runs.add({ ...row, directory_url, order_url: run.order ?? null, failure_code: run.code ?? null })
    await runs.saveStep({ run_id: row.id, step: 'key', status: 'done', started_at: 1, ended_at: 1 })
  }

  test('is given up by a run that was going on with it when it was reported, and by the one that follows', async () => {
    const id = await bench.ordered(['going.myl.test'], { keyUse: 'reuse' })
    const exposed = await bench.publicKey(id, 1)
    await begun(id, (await bench.opened(id)).privateKeyPem, { status: 'running' })
    const { runId } = await bench.custody.revoke({ certificateId: id, version: 1, reason: 'keyCompromise' })
    await bench.renewals.resume(runId ?? '')
    expect((await runRepository(bench.db).find(runId ?? ''))?.failure_code).toBe('KEY_GIVEN_UP')
    expect(await bench.renewed(id)).toBeUndefined()
    expect(await bench.publicKey(id, 2)).not.toBe(exposed)
  })

  test('is not certified once more where it lies elsewhere, although a run had come further before it was reported', async () => {
    const csr = Buffer.from(await bench.keys.csr(await bench.keys.generate('p-256'), ['there.myl.test'])).toString('base64')
    const id = await bench.ordered(['there.myl.test'], { csr })
    const authority = await bench.authorities.at(pebble.directoryUrl)
    const order = await authority.order({ names: ['there.myl.test'], profile: undefined, replaces: undefined })
    const directory_url = pebble.directoryUrl
    await versionRepository(bench.db).add({ certificate_id: id, number: 2, directory_url, key_type: 'p-256', key_custody: 'elsewhere' })
    const runs = runRepository(bench.db)
    const row = { id: `begun-${id}`, certificate_id: id, number: 2, reason: 'asked', status: 'running', started_at: 1 } as const
    await runs.add({ ...row, directory_url, order_url: order })
    for (const step of ['key', 'order'] as const) await runs.saveStep({ run_id: row.id, step, status: 'done', started_at: 1, ended_at: 1 })
    await bench.custody.revoke({ certificateId: id, version: 1, reason: 'keyCompromise' })
    await bench.renewals.resume(row.id)
    expect((await runs.find(row.id))?.failure_code).toBe('KEY_COMPROMISED')
    expect((await versionRepository(bench.db).find(id, 2))?.issued_at).toBeNull()
  })

  test('is not gone on with after a run that failed, and neither is the order it may have been handed in with', async () => {
    const id = await bench.ordered(['failed.myl.test'], { keyUse: 'reuse' })
    const authority = await bench.authorities.at(pebble.directoryUrl)
    const order = await authority.order({ names: ['failed.myl.test'], profile: undefined, replaces: undefined })
    await begun(id, (await bench.opened(id)).privateKeyPem, { status: 'failed', code: 'ACME_TIMEOUT', order })
    await versionRepository(bench.db).update(id, 1, { revoked_at: 1, revocation_reason: 'keyCompromise' })
    expect(await bench.renewed(id)).toBeUndefined()
    expect(await bench.publicKey(id, 2)).not.toBe(await bench.publicKey(id, 1))
    expect((await runRepository(bench.db).lastOf(id))?.order_url).not.toBe(order)
  })

  test('is not handed in again where the authority would not take the request made with it', async () => {
    const id = await bench.ordered(['refused.myl.test'])
    const key = await bench.keys.generate('p-256')
    await begun(id, key, { status: 'failed', code: 'ACME_CSR_REFUSED' })
    expect(await bench.renewed(id)).toBeUndefined()
    expect(await bench.publicKey(id, 2)).not.toBe(spki(key))
  })

  test('is none that nothing was said against: that one stays until a certificate is made with it', async () => {
    const id = await bench.ordered(['kept.myl.test'])
    const key = await bench.keys.generate('p-256')
    await begun(id, key, { status: 'failed', code: 'ACME_UNREACHABLE' })
    expect(await bench.renewed(id)).toBeUndefined()
    expect(await bench.publicKey(id, 2)).toBe(spki(key))
  })

  test('is refused in a request for another certificate too, before anything is kept of the order', async () => {
    const key = await bench.keys.generate('p-256')
    const requestFor = async (name: string) => Buffer.from(await bench.keys.csr(key, [name])).toString('base64')
    const id = await bench.ordered(['exposed.myl.test'], { csr: await requestFor('exposed.myl.test') })
    await bench.custody.revoke({ certificateId: id, reason: 'keyCompromise' })
    const another = bench.ordered(['another.myl.test'], { csr: await requestFor('another.myl.test') })
    await expect(another).rejects.toMatchObject({ code: 'KEY_COMPROMISED' })
    const other = await bench.ordered(['other.myl.test'])
    const changed = bench.custody.configure({ certificateId: other, csr: await requestFor('other.myl.test') })
    await expect(changed).rejects.toMatchObject({ code: 'KEY_COMPROMISED' })
  })
})
