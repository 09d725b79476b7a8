import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { day } from '@mylzip/shared/domain/time.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { runRepository } from '#main/certificates/run.repository.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { createKeeper } from '#main/renewals/keeper.service.ts'
import { outcome } from '../../support/operations.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { type RenewalBench, startRenewalBench } from '../../support/renewal-bench.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const isHere = pebbleIsThere && process.platform !== 'win32'

describe.skipIf(!isHere)(`programs of which some fail (${needsPebble}, a POSIX shell)`, () => {
  let pebble: StartedPebble
  let bench: RenewalBench
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let id = ''
  let named = 0
  let stopping = false
  const at = (file: string) => join(folder.path, file)
  beforeAll(async () => {
    pebble = await startPebble()
  })
  afterAll(() => pebble?.stop())
  beforeEach(async () => {
    folder = await temporaryFolder()
    const extraRootsPem = `${pebble.rootPem}\n${await pebble.issuingRoot()}`
    bench = await startRenewalBench({
      directories: [pebble.directoryUrl],
      extraRootsPem,
      solver: pebble.solver(),
      stopping: () => stopping,
    })
    named += 1
    id = await bench.ordered([`intranet-${named}.myl.test`])
  })
  afterEach(async () => {
    await bench?.stop()
    await folder?.remove()
  })

  /** A program that says what it uses; while there is a file that says so, it takes no others than that names. */
  async function setUp(label: string): Promise<string> {
    const program = at(label)
    const lines = [
      ...['#!/bin/sh', `cd ${folder.path}`],
      `if [ "$MYLZIP_ACTION" = check ]; then cat ${label}-uses 2>/dev/null; exit 0; fi`,
      `echo "$MYLZIP_THUMBPRINT" >> ${label}-told`,
      `while [ -e ${label}-waits ]; do sleep 0.02; done`,
      `if [ -e ${label}-refuses ]; then grep -q "$MYLZIP_THUMBPRINT" ${label}-refuses || exit 3; fi`,
      `echo "$MYLZIP_THUMBPRINT" > ${label}-uses`,
      `echo "$MYLZIP_THUMBPRINT done" >> ${label}-told`,
    ]
    writeFileSync(program, `${lines.join('\n')}\n`)
    await chmod(program, 0o700)
    const settings = TargetSettings.parse({ kind: 'script', program, check: true, timeoutSeconds: 20 })
    return (await bench.programs.add({ certificateId: id, settings, label })).id
  }
  const refusesAllBut = (label: string, ...thumbprints: (string | null | undefined)[]) =>
    writeFileSync(at(`${label}-refuses`), thumbprints.join('\n'))
  const takesAny = (label: string) => rmSync(at(`${label}-refuses`))
  const uses = (label: string) => readFileSync(at(`${label}-uses`), 'utf8').trim()
  const told = (label: string) =>
    existsSync(at(`${label}-told`))
      ? readFileSync(at(`${label}-told`), 'utf8')
          .trim()
          .split('\n')
      : []
  const timesTold = (label: string) => told(label).filter((line) => !line.endsWith('done')).length
  const thumbprint = async (number: number) => (await versionRepository(bench.db).find(id, number))?.thumbprint
  const row = async () => certificateRepository(bench.db).find(id)
  const keeper = () => createKeeper({ ...bench, isBusy: async () => false, stopping: () => false })
  /** Two programs with version 1, and version 2 with the second alone. */
  async function firstFailed(): Promise<{ first: string; second: string }> {
    const [first, second] = [await setUp('first'), await setUp('second')]
    expect(await bench.renewed(id)).toBeUndefined()
    refusesAllBut('first')
    expect(await bench.renewed(id)).toBe('TARGET_FAILED')
    takesAny('first')
    expect(await row()).toMatchObject({ current_version: 2, failed_tries: 1, next_attempt_at: expect.any(Number) })
    return { first, second }
  }
  const nothingToTry = { current_version: 2, failed_tries: 0, next_attempt_at: null }

  test('a run that failed by one is not tried again, and orders nothing, once that one was told by a person', async () => {
    const { first } = await firstFailed()
    await bench.programs.apply(first)
    expect(uses('first')).toBe(await thumbprint(2))
    expect(await row()).toMatchObject(nothingToTry)
  })

  test('nor where a person has it go back, which no later try undoes', async () => {
    const { first } = await firstFailed()
    await bench.programs.rollBack({ targetId: first, to: 'version' })
    expect(await row()).toMatchObject(nothingToTry)
  })

  test('nor where it is given certificates no more; one that still fails is tried again', async () => {
    const { first, second } = await firstFailed()
    await bench.programs.remove({ targetId: second, giveBack: false })
    expect(await row()).toMatchObject({ failed_tries: 1, next_attempt_at: expect.any(Number) })
    await bench.programs.remove({ targetId: first, giveBack: false })
    expect(await row()).toMatchObject(nothingToTry)
  })

  test('one that never took a certificate is left to the runs; without one that would try it, it is tried once a day', async () => {
    const first = await setUp('first')
    refusesAllBut('first')
    // It has nothing to be given back: what it uses is nobody’s.
    expect(await outcome(bench.programs.apply(first))).toBe('TARGET_FAILED')
    const times = timesTold('first')
    expect(await keeper().serveAgain()).toEqual([id])
    expect(timesTold('first')).toBe(times)
    bench.later(day + 1)
    expect(await keeper().serveAgain()).toEqual([id])
    expect(timesTold('first')).toBe(times + 1)
    expect(await bench.renewed(id)).toBe('TARGET_FAILED')
    bench.later(day + 1)
    await keeper().serveAgain()
    expect(timesTold('first')).toBe(times + 2)
    takesAny('first')
    expect(await bench.renewed(id)).toBeUndefined()
    expect(await keeper().serveAgain()).toEqual([])
  })

  test('one that failed with two in a row goes back to the one it was seen with, not to the one between', async () => {
    const { first } = await firstFailed()
    await certificateRepository(bench.db).update(id, { renewal_at: 0 })
    refusesAllBut('first', await thumbprint(1), await thumbprint(2))
    expect(await bench.renewed(id)).toBe('TARGET_FAILED')
    expect((await row())?.current_version).toBe(3)
    expect(uses('first')).toBe(await thumbprint(1))
    expect((await bench.programs.list(id, { withArguments: true })).find((each) => each.id === first)?.consumer?.failure).not.toBeNull()
  })

  test('a run waits until what a person has told is done, and then gives its own: two are never at one program at once', async () => {
    const first = await setUp('first')
    writeFileSync(at('first-waits'), '')
    const applied = bench.programs.apply(first)
    await expect.poll(() => timesTold('first')).toBe(1)
    await certificateRepository(bench.db).update(id, { renewal_at: 0 })
    const { runId, ended } = await bench.renewals.start(id, 'asked')
    const steps = async () => (await runRepository(bench.db).steps(runId)).map(({ step }) => step)
    await expect.poll(steps, { timeout: 10_000 }).toContain('programs')
    // Whoever looks at the store each minute does not wait for it, and a person is told that a run is at work.
    await keeper().look()
    rmSync(at('first-waits'))
    await applied
    expect(await ended).toBeUndefined()
    const [one, two] = [await thumbprint(1), await thumbprint(2)]
    expect(told('first')).toEqual([one, `${one} done`, two, `${two} done`])
    expect(uses('first')).toBe(two)
    expect(await row()).toMatchObject(nothingToTry)
  })

  test('the keeper waits as well, and leaves one that is going back, also where the agent ended in the middle', async () => {
    const { first } = await firstFailed()
    await bench.programs.apply(first)
    const times = timesTold('first')
    writeFileSync(at('first-waits'), '')
    const back = bench.programs.rollBack({ targetId: first, to: 'version' }).catch(String)
    await expect.poll(() => timesTold('first')).toBe(times + 1)
    const served = keeper().serveAgain().catch(String)
    stopping = true
    bench.endPrograms()
    expect(await back).toContain('because this program ends')
    expect(await served).toContain('because this program ends')
    stopping = false
    bench.beginAnew()
    rmSync(at('first-waits'))
    expect(await keeper().serveAgain()).toEqual([])
    expect(timesTold('first')).toBe(times + 1)
    expect((await bench.programs.list(id, { withArguments: true })).find((each) => each.id === first)?.rolledBackFrom).toBe(2)
  })

  test('one that could not be made to go back is still given what comes', async () => {
    const { first } = await firstFailed()
    await bench.programs.apply(first)
    refusesAllBut('first', await thumbprint(2))
    expect(await outcome(bench.programs.rollBack({ targetId: first, to: 'version' }))).toBe('TARGET_NOT_GIVEN_BACK')
    expect((await bench.programs.list(id, { withArguments: true })).find((each) => each.id === first)?.rolledBackFrom).toBeNull()
  })

  test('where its one program never takes it, what follows the store gets the new one before the old one ends, and the program keeps its own', async () => {
    const first = await setUp('first')
    await bench.programs.apply(first)
    const [name, one] = [`intranet-${named}.myl.test`, await thumbprint(1)]
    await certificateRepository(bench.db).update(id, { renewal_at: 0 })
    refusesAllBut('first', one)
    expect(await bench.renewed(id)).toBe('TARGET_FAILED')
    // With most of its life left the old one stays: the new one may be what is wrong.
    expect(await row()).toMatchObject({ current_version: 1 })
    expect(await bench.store.current(name)).toBe(one)
    const { not_after = 0 } = (await versionRepository(bench.db).find(id, 1)) ?? {}
    await versionRepository(bench.db).update(id, 1, { not_before: (not_after ?? 0) - 30 * (not_after ?? 0) })
    expect(await bench.renewed(id)).toBe('TARGET_FAILED')
    const two = await thumbprint(2)
    expect(await row()).toMatchObject({ current_version: 2, renewal_reason: 'age', next_attempt_at: expect.any(Number) })
    expect([await bench.store.current(name), uses('first')]).toEqual([two, one])
    // Neither the keeper nor the next try takes that back, or orders another.
    expect(await keeper().serveAgain()).toEqual([id])
    expect(await bench.store.current(name)).toBe(two)
    takesAny('first')
    expect(await bench.renewed(id)).toBeUndefined()
    expect([await row(), uses('first')]).toMatchObject([nothingToTry, two])
  })

  test('whoever only looks at one that cannot be asked is told so, and nothing of a certificate that it was to use', async () => {
    const first = await setUp('first')
    writeFileSync(at('first-uses'), 'the newest')
    await expect(bench.programs.preview({ targetId: first })).rejects.toMatchObject({
      code: 'TARGET_UNREADABLE',
      message: expect.stringContaining('first could not be asked which certificate it uses: '),
    })
  })
})
