import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { describe, expect, test } from 'vitest'
import { hour, minute, newer, ready, world } from '../../../../support/updating-program.ts'

describe('“Restart to update” of everybody’s program', () => {
  const everybodys = { installedBy: 'administrator' } as const
  const saidNo = new Refusal('RIGHTS_NOT_GIVEN')

  test('has Windows ask while it still runs, ends once the installer has begun, and begins no other', async () => {
    const { said, updates } = await ready(everybodys)
    await updates.restart()
    expect(said).toEqual(['install and start', 'quit'])
    await (await updates.atQuit())()
    expect(said).toEqual(['install and start', 'quit'])
  })

  test('stays offered where the person says no, with why, and can be chosen again', async () => {
    const { at, progress, said, updates } = await ready(everybodys)
    at.installs = saidNo
    await updates.restart()
    const update = { ...newer, isOlder: false, needsAdministrator: true }
    expect(progress()).toEqual({ kind: 'ready', update, refused: saidNo })
    expect(said).toEqual([])
    at.installs = undefined
    await updates.restart()
    expect(said).toEqual(['install and start', 'quit'])
  })

  test('is asked about once, and not again after each look', async () => {
    const { at, progress, said, time, updates } = await ready(everybodys)
    at.installs = saidNo
    await updates.restart()
    await time.pass(24 * hour)
    expect(new Set(said)).toEqual(new Set(['look stable']))
    expect(progress().kind).toBe('ready')
  })

  test('is over where what was fetched cannot be used, and it is fetched again', async () => {
    const { at, progress, said, time, updates } = await ready(everybodys)
    at.installs = new Refusal('UPDATE_OTHER_PUBLISHER', { file: 'setup.exe', publisher: 'CN=Mallory', wanted: 'CN=us' })
    await updates.restart()
    expect(progress()).toMatchObject({ kind: 'failed', refusal: { code: 'UPDATE_OTHER_PUBLISHER' } })
    await time.pass(8 * hour)
    expect(said).toEqual(['look stable', 'fetch'])
  })

  test('waits for a run of the service’s, which a person’s own does not', async () => {
    const all = await ready(everybodys)
    all.at.busyService = true
    await all.updates.restart()
    expect(all.progress().kind).toBe('waiting')
    all.at.busyService = false
    await all.time.pass(minute)
    expect(all.said).toEqual(['install and start', 'quit'])
    const own = await ready()
    own.at.busyService = true
    await own.updates.restart()
    expect(own.said).toEqual(['quit'])
  })

  test('says why the last one failed, until it succeeds', async () => {
    const lastFailure = new Refusal('UPDATE_FAILED', { version: newer.version, code: 2 })
    const { progress, time } = world({ ...everybodys, lastFailure })
    await time.pass(1)
    expect(progress()).toEqual({ kind: 'failed', refusal: lastFailure })
    await time.pass(5 * minute)
    expect(progress()).toMatchObject({ kind: 'ready', update: { version: newer.version }, refused: lastFailure })
  })

  test('goes back where the person has left the channel', async () => {
    const { said, updates } = await ready({ ...everybodys, version: '1.2.0-beta.1' })
    await updates.restart()
    expect(said).toEqual(['install older and start', 'quit'])
  })
})
