import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { createServeAgain } from '#main/renewals/serve-again.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { type RenewalBench, startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`at a start, files of the certificate in use that were damaged (${needsPebble})`, () => {
  let pebble: StartedPebble
  let bench: RenewalBench
  let id: string

  beforeAll(async () => {
    pebble = await startPebble()
  })
  afterAll(() => pebble?.stop())
  beforeEach(async () => {
    bench = await startRenewalBench({ directories: [pebble.directoryUrl], extraRootsPem: pebble.rootPem, solver: pebble.solver() })
    id = await bench.ordered(['store.myl.test'])
  })
  afterEach(() => bench.stop())

  async function fileInStore(name: string): Promise<string> {
    const version = await versionRepository(bench.db).latestIssued(id)
    return join(dirname(version?.key_location ?? ''), name)
  }
  const start = () => createServeAgain({ ...bench, isBusy: async () => false, stopping: () => false })()

  it.each([
    ['cert.pem', ''],
    ['cert.pem', 'not a certificate'],
    ['privkey.pem', 'not a key'],
  ])('are written anew (%s, “%s”)', async (name, damaged) => {
    const file = await fileInStore(name)
    const whole = await readFile(file, 'utf8')
    await writeFile(file, damaged)
    expect(await start()).toEqual([])
    expect(await readFile(file, 'utf8')).toBe(whole)
  })
})
