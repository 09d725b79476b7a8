import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authorityRepository } from '#main/authorities/authority.repository.ts'
import { type CustodyBench, startCustodyBench } from '../../support/custody-bench.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

/** Nobody listens there. */
const elsewhere = 'https://127.0.0.1:1/directory'

describe.skipIf(!pebbleIsThere)(`a certificate that was brought here, and the authority it belongs to (${needsPebble})`, () => {
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

  async function broughtIn(files: string[], authorities?: [string, ...string[]]): Promise<string> {
    const brought = files.map((file) => Buffer.from(file).toString('base64'))
    return (await bench.custody.importBundle({ files: brought, ...(authorities && { authorities }) })).certificateId
  }

  test('is renewed at those that a person chose to use, in their order', async () => {
    const row = (directory_url: string) => ({ directory_url, label: directory_url, staging_directory_url: null })
    await bench.db.transaction().execute((tx) => authorityRepository(tx).replace([row(elsewhere), row(pebble.directoryUrl)]))
    const issued = await (await createTestAuthority('Elsewhere')).issue({ names: ['chosen.myl.test'] })
    const id = await broughtIn([issued.certificatePem, issued.privateKeyPem])
    const { certificate, version } = await bench.version(id)
    expect(certificate).toMatchObject({ directory_url: elsewhere, fallback_directories: JSON.stringify([pebble.directoryUrl]) })
    expect(version.directory_url).toBe(elsewhere)
    await bench.db.transaction().execute((tx) => authorityRepository(tx).replace([]))
  })

  test('is revoked where a person says that it came from, and that is known from then on', async () => {
    const first = await bench.ordered(['revoked.myl.test'])
    const { certificatePem, chainPem, privateKeyPem } = await bench.opened(first)
    await bench.custody.forget({ certificateId: first, name: 'revoked.myl.test', alsoFromStore: false })
    const id = await broughtIn([[certificatePem, ...chainPem].join(''), privateKeyPem], [elsewhere])
    await expect(bench.custody.revoke({ certificateId: id, reason: 'superseded' })).rejects.toMatchObject({ code: 'ACME_UNREACHABLE' })
    const revoked = await bench.custody.revoke({ certificateId: id, reason: 'superseded', directory: pebble.directoryUrl })
    expect(revoked.version).toBe(1)
    expect(await pebble.statusOf(certificatePem)).toBe('Revoked')
    expect((await bench.version(id, 1)).version.directory_url).toBe(pebble.directoryUrl)
  })
})
