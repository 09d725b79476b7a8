import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHistory } from '#main/certificates/history/history.service.ts'
import { splitCertificates } from '#main/system/x509/certificates.policy.ts'
import { type CustodyBench, startCustodyBench } from '../../support/custody-bench.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

describe.skipIf(!pebbleIsThere)(`what was issued, and where its keys have been (${needsPebble})`, () => {
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

  const history = (roots: { machine?: string[]; given?: string[] } = {}) =>
    createHistory({ ...bench, machineRoots: () => roots.machine ?? [], givenRoots: async () => roots.given ?? [] })

  test('a key that was given out says so to the end, and the one after it does not', async () => {
    const id = await bench.ordered(['given.myl.test'])
    await bench.custody.export({ certificateId: id, format: 'pem-fullchain' })
    expect(await history().versions(id)).toMatchObject([{ number: 1, inUse: true, key: { origin: 'made-here', exports: [] } }])
    await bench.custody.export({ certificateId: id, format: 'pfx', oneTimePassword: true })
    await bench.renewed(id)
    expect(await history().versions(id)).toMatchObject([
      { number: 2, inUse: true, key: { origin: 'made-here', exports: [] } },
      { number: 1, inUse: false, key: { origin: 'made-here', exports: [{ format: 'pfx', protection: 'locked' }] } },
    ])
  })

  test('a key that is used again keeps what is known of it', async () => {
    const id = await bench.ordered(['again.myl.test'], { keyUse: 'reuse' })
    await bench.custody.export({ certificateId: id, format: 'pem' })
    await bench.renewed(id)
    const [second, first] = await history().versions(id)
    expect(second?.key).toEqual(first?.key)
    expect(second?.key.exports).toMatchObject([{ format: 'pem', protection: 'open' }])
  })

  test('a revoked version says why, and one that was brought here was not made here', async () => {
    const id = await bench.ordered(['revoked.myl.test'])
    await bench.custody.revoke({ certificateId: id, reason: 'superseded' })
    expect((await history().versions(id)).at(-1)).toMatchObject({ revocationReason: 'superseded', revokedAt: expect.any(String) })
    const { certificatePem, chainPem, privateKeyPem } = await (await createTestAuthority()).issue({ names: ['brought.myl.test'] })
    const files = [certificatePem, ...chainPem, privateKeyPem].map((pem) => Buffer.from(pem).toString('base64'))
    const { certificateId } = await bench.custody.importBundle({ files })
    expect(await history().versions(certificateId)).toMatchObject([{ number: 1, key: { origin: 'brought' } }])
  })

  test('the chain leads to the root that signed it, wherever that is trusted', async () => {
    const id = await bench.ordered(['chain.myl.test'])
    const root = await pebble.issuingRoot()
    expect(await history().chain(id, undefined)).toMatchObject({ root: null, links: [{ trusted: false }, { trusted: false }] })
    const chain = await history({ given: [root] }).chain(id, 1)
    expect(chain).toMatchObject({ version: 1, root: 'given' })
    const whole = [...splitCertificates((await bench.version(id)).version.chain_pem), root].map((pem) => new X509Certificate(pem))
    expect(whole).toHaveLength(3)
    expect(chain.links.map(({ sha256 }) => sha256)).toEqual(whole.map(({ fingerprint256 }) => fingerprint256.replaceAll(':', '')))
    expect(await history({ machine: [root, 'not a certificate'] }).chain(id, undefined)).toMatchObject({ root: 'machine' })
    await expect(history().chain(id, 7)).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_ISSUED' })
  })
})
