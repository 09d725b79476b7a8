import { readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { day } from '@mylzip/shared/domain/time.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPruning } from '#main/certificates/pruning.service.ts'
import { runRepository } from '#main/certificates/run.repository.ts'
import { createUnwantedTasks } from '#main/certificates/unwanted-in-store.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { type CustodyBench, startCustodyBench } from '../../support/custody-bench.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'

describe.skipIf(!pebbleIsThere)(`versions that were replaced (${needsPebble})`, () => {
  let pebble: StartedPebble
  let bench: CustodyBench
  let id: string
  beforeAll(async () => {
    pebble = await startPebble()
  })
  afterAll(() => pebble?.stop())
  beforeEach(async () => {
    bench = await startCustodyBench(pebble)
    id = await bench.ordered(['old.myl.test'])
    await bench.renewed(id)
    await bench.renewed(id)
  })
  afterEach(() => bench?.stop())

  const rows = async () =>
    (await versionRepository(bench.db).all(id)).map(({ number, sealed_key }) => [number, sealed_key === null ? 'no key' : 'sealed'])
  /** Each time as a new process has it. */
  const prune = () => createPruning(bench).run()
  const ended = (number: number, daysAgo: number) =>
    versionRepository(bench.db).update(id, number, { not_after: bench.clock.now() - daysAgo * day })
  const installed = async (number: number) => {
    const thumbprint = (await versionRepository(bench.db).find(id, number))?.thumbprint ?? ''
    return () => bench.store.find('old.myl.test', thumbprint)
  }

  test('lose their sealed key, of which nothing is left in the files; the one before and what is installed stay', async () => {
    const [first, second] = bench.sealed.filter((bytes) => bytes.length > 200).slice(-3)
    const stored = await installed(1)
    await prune()
    expect(await rows()).toEqual([
      [1, 'no key'],
      [2, 'sealed'],
      [3, 'sealed'],
    ])
    expect(await bench.liesInFiles(first ?? Buffer.alloc(0))).toBe(false)
    expect(await bench.liesInFiles(second ?? Buffer.alloc(0))).toBe(true)
    expect(await stored()).toMatchObject({ hasKey: true })
    // It can still be revoked by its own key, with the installed copy.
    expect(await bench.custody.revoke({ certificateId: id, version: 1, reason: 'keyCompromise' })).toMatchObject({
      signedBy: 'certificate-key',
    })
  })

  test('are taken from the store without what a person has laid beside them, which answer and log name', async () => {
    const notes = join(dirname((await versionRepository(bench.db).find(id, 1))?.key_location ?? ''), 'notes.txt')
    await writeFile(notes, 'a person’s own')
    const forgotten = await bench.custody.forget({ certificateId: id, name: 'old.myl.test', alsoFromStore: true })
    expect(forgotten.left).toEqual([notes])
    expect(await readdir(dirname(notes))).toEqual(['notes.txt'])
    expect(bench.foundations.recorded.map(({ sentence }) => sentence)).toContain(
      `Files that somebody had laid beside the certificate of old.myl.test were left in the program’s certificate folder: ${notes}.`,
    )
  })

  test('are gone with what is in the store once they ended long ago, and the log tells of it', async () => {
    const [old, before] = [await installed(1), await installed(2)]
    await ended(1, 31)
    await ended(2, 31)
    await prune()
    expect(await rows()).toEqual([
      [2, 'no key'],
      [3, 'sealed'],
    ])
    for (const { run } of await createUnwantedTasks(bench)()) await run()
    expect([await old(), (await before())?.hasKey]).toEqual([undefined, true])
    const sentences = bench.foundations.recorded.slice(-2).map(({ sentence }) => sentence)
    expect(sentences).toEqual([
      'The sealed private keys of versions of old.myl.test that were replaced are destroyed: 2.',
      'Versions of the certificate of old.myl.test that ended long ago are not kept any more: 1.',
    ])
    const said = bench.foundations.recorded.length
    await prune()
    expect(bench.foundations.recorded).toHaveLength(said)
    expect(await bench.renewed(id)).toBeUndefined()
    expect((await bench.version(id)).version.number).toBe(4)
  })

  test('stay as they are while a run is going on', async () => {
    await ended(1, 31)
    await runRepository(bench.db).add({ id: 'going', certificate_id: id, number: 4, reason: 'asked', status: 'running', started_at: 1 })
    await prune()
    expect(await rows()).toHaveLength(3)
    await runRepository(bench.db).update('going', { status: 'failed' })
    await prune()
    expect(await rows()).toHaveLength(2)
  })

  test('are looked at after each start and every six hours, and once after a clock that was set back', async () => {
    const { tasks, run } = createPruning(bench)
    const minutesAway = () => Math.round(((tasks()[0]?.at ?? 0) - bench.clock.now()) / 60_000)
    expect(minutesAway()).toBe(0)
    await run()
    expect(minutesAway()).toBe(360)
    bench.later(-30 * day)
    expect(minutesAway()).toBe(0)
  })

  test('leave no runs behind for ever: those of half a year ago go with their steps, but for the newest and what is gone on with', async () => {
    const runs = runRepository(bench.db)
    const then = bench.clock.now() - 181 * day
    const add = async (name: string, number: number, ended_at: number) => {
      const row = { id: name, certificate_id: id, number, reason: 'retry', status: 'failed', started_at: ended_at } as const
      await runs.add({ ...row, ended_at, failure_code: 'ACME_UNREACHABLE' })
      await runs.saveStep({ run_id: name, step: 'order', status: 'failed', started_at: ended_at, ended_at })
    }
    for (let count = 0; count < 30; count += 1) await add(`old-${count}`, 1, then)
    await add('of-the-newest-version', 3, then)
    await bench.db
      .insertInto('commands')
      .values({
        id: 'c',
        seq: 1,
        command: '{}',
        state: 'running',
        told_state: null,
        certificate_id: id,
        run_id: 'old-0',
        received_at: then,
      })
      .execute()
    for (let count = 0; count < 18; count += 1) await add(`young-${count}`, 1, bench.clock.now() - day)
    await prune()
    const left = (await bench.db.selectFrom('runs').select('id').where('id', 'like', 'o%').execute()).map((run) => run.id)
    // Of the newest twenty; what the team still waits for; what goes on.
    expect(left.sort()).toEqual(['of-the-newest-version', 'old-0', 'old-29'])
    const steps = await bench.db.selectFrom('run_steps').select('run_id').where('run_id', 'like', 'old-%').execute()
    expect(steps.map(({ run_id }) => run_id).sort()).toEqual(['old-0', 'old-29'])
    expect(await bench.renewed(id)).toBeUndefined()
  })
})
