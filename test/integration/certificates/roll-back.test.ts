import { day } from '@mylzip/shared/domain/time.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { createPruning } from '#main/certificates/pruning.service.ts'
import { createUnwantedTasks } from '#main/certificates/unwanted-in-store.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { createDevicePage } from '#main/deploy-targets/device-page/device-page.adapter.ts'
import type { DeployTarget } from '#main/deploy-targets/target.port.ts'
import { createKeeper } from '#main/renewals/keeper.service.ts'
import type { KeyAndChain } from '#main/stores/store.port.ts'
import { ask } from '../../support/https-client.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { type RenewalBench, startRenewalBench } from '../../support/renewal-bench.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

const name = 'desk.myl.test'
const makePage = () => createDevicePage({ preferredPort: undefined, facts: () => ({ name, team: 'Acme', practice: true }), clock: Date })

describe.skipIf(!pebbleIsThere)(`a program whose key is in the store alone (${needsPebble})`, () => {
  let pebble: StartedPebble
  let bench: RenewalBench
  let page = makePage()
  /** What the program presents, whatever it is told. */
  let insistsOn: (KeyAndChain & { thumbprint: string }) | undefined
  let told: string | undefined
  /** Done whenever the program is told of a certificate. */
  let meanwhile: (thumbprint: string) => Promise<void> = async () => undefined
  const program: DeployTarget = {
    id: 'device-page',
    label: 'The device page',
    // What it was told: only a client sees what it presents.
    bound: async () => ((await page.bound()) === undefined ? undefined : told),
    bind: async (bundle, thumbprint) => {
      told = thumbprint
      await meanwhile(thumbprint)
      await page.bind(insistsOn ?? bundle, insistsOn?.thumbprint ?? thumbprint)
    },
    address: () => page.address(),
  }
  beforeAll(async () => {
    pebble = await startPebble()
    const [directory, extraRootsPem] = [pebble.directoryUrl, `${pebble.rootPem}\n${await pebble.issuingRoot()}`]
    bench = await startRenewalBench({ directories: [directory], extraRootsPem, solver: pebble.solver(), targets: [program], clock: Date })
    await page.listen({ openToLan: false })
  })
  afterAll(async () => {
    await page.close()
    await bench?.stop()
    await pebble?.stop()
  })
  const presented = async () => (await ask({ port: page.address()?.port ?? 0, name, ca: await pebble.issuingRoot() })).thumbprint

  test('gets its previous certificate back, key and all, when it does not show the new one; and again after a restart', async () => {
    const id = await bench.ordered([name], { exportable: false })
    expect((await bench.certificates.get(id)).failure).toBeNull()
    await certificateRepository(bench.db).update(id, { kind: 'device' })
    const first = await versionRepository(bench.db).find(id, 1)
    expect(first).toMatchObject({ key_custody: 'destroyed', verified_at: expect.any(Number) })
    expect(await presented()).toBe(first?.thumbprint)

    // It insists on another one until it is told to take the previous one back.
    insistsOn = await (await createTestAuthority()).issue({ names: [name] })
    const given = bench.store.load.bind(bench.store)
    bench.store.load = async (of, thumbprint) => {
      if (thumbprint === first?.thumbprint) insistsOn = undefined
      return given(of, thumbprint)
    }
    expect(await bench.renewed(id)).toBe('PROOF_WRONG_CERTIFICATE')
    expect(await presented()).toBe(first?.thumbprint)
    // Not seen being served, the new one keeps its sealed copy: it can be deployed again.
    expect(await versionRepository(bench.db).find(id, 2)).toMatchObject({ key_custody: 'sealed', verified_at: null })

    await page.close()
    page = makePage()
    await page.listen({ openToLan: false })
    const { serveAgain } = createKeeper({ ...bench, isBusy: async () => false, stopping: () => false })
    expect(await serveAgain()).toEqual([])
    expect(await presented()).toBe(first?.thumbprint)

    expect(await bench.renewed(id)).toBeUndefined()
    const second = await versionRepository(bench.db).find(id, 2)
    expect(second).toMatchObject({ key_custody: 'destroyed', sealed_key: null })
    expect(await presented()).toBe(second?.thumbprint)
  })

  test('finds in the store what it is given back, whatever is tidied up meanwhile', async () => {
    const [{ id } = { id: '' }] = await bench.certificates.list()
    const [first, second] = await versionRepository(bench.db).all(id)
    const inStore = async () => (await bench.store.find(name, second?.thumbprint ?? '')) !== undefined
    expect(await presented()).toBe(second?.thumbprint)
    await versionRepository(bench.db).update(id, 1, { not_after: Date.now() - 31 * day })
    insistsOn = await (await createTestAuthority()).issue({ names: [name] })
    const found: [string, boolean][] = []
    meanwhile = async (thumbprint) => {
      await createPruning(bench).run()
      for (const { run } of await createUnwantedTasks(bench)()) await run()
      if (thumbprint === second?.thumbprint) insistsOn = undefined
      found.push([thumbprint === second?.thumbprint ? 'given back' : 'told', await inStore()])
    }
    expect(await bench.renewed(id)).toBe('PROOF_WRONG_CERTIFICATE')
    expect(found).toEqual([
      ['told', true],
      ['given back', true],
    ])
    expect(await presented()).toBe(second?.thumbprint)
    expect(await bench.store.find(name, first?.thumbprint ?? '')).toBeDefined()
  })
})
