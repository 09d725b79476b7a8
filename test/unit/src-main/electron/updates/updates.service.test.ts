import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { describe, expect, test } from 'vitest'
import { hour, minute, newer, ready, type World, world } from '../../../../support/updating-program.ts'

describe('a program that is installed', () => {
  test('looks soon after it started and every six hours, and fetches what there is once', async () => {
    const { progress, said, time } = world()
    await time.pass(2 * minute)
    expect(said).toEqual([])
    await time.pass(2 * minute)
    expect(said).toEqual(['look stable', 'fetch'])
    expect(progress()).toEqual({ kind: 'ready', update: { ...newer, isOlder: false, needsAdministrator: false } })
    await time.pass(6 * hour)
    expect(said).toEqual(['look stable', 'fetch', 'look stable'])
    expect(progress().kind).toBe('ready')
  })

  test('takes an even newer one in place of what it has fetched', async () => {
    const { at, progress, time } = await ready()
    at.offered = { version: '1.2.0', notes: '' }
    await time.pass(6 * hour)
    expect(progress()).toMatchObject({ kind: 'ready', update: { version: '1.2.0' } })
  })

  test('forgets what was withdrawn', async () => {
    const { at, progress, time } = await ready()
    at.offered = undefined
    await time.pass(6 * hour)
    expect(progress().kind).toBe('current')
  })

  test('keeps what it has fetched when it cannot find out whether there is more', async () => {
    const { at, progress, said, time } = await ready()
    at.failure = new Refusal('UPDATES_UNREACHABLE', { reason: 'ENOTFOUND' })
    await time.pass(6 * hour)
    expect(said).toContain('look stable')
    expect(progress()).toMatchObject({ kind: 'ready', update: { version: '1.1.0' } })
  })

  test('where nobody can be asked for rights says that there is a new version and who installs it, and fetches nothing', async () => {
    const { progress, said, time, updates } = world({ installedBy: 'nobody' })
    await time.pass(5 * minute)
    expect(progress()).toMatchObject({ kind: 'failed', refusal: { code: 'UPDATE_BY_ADMINISTRATOR', data: { version: '1.1.0' } } })
    await updates.restart()
    await time.pass(6 * hour)
    expect(said).toEqual(['look stable', 'look stable'])
  })

  test('tries again later when it could not look, and says why meanwhile', async () => {
    const { at, progress, said, time } = world()
    at.failure = new Refusal('UPDATES_UNREACHABLE', { reason: 'ENOTFOUND' })
    await time.pass(5 * minute)
    expect(progress()).toMatchObject({ kind: 'failed', refusal: { code: 'UPDATES_UNREACHABLE' } })
    at.failure = undefined
    await time.pass(20 * minute)
    expect(progress().kind).toBe('ready')
    expect(said).toEqual(['look stable', 'look stable', 'fetch'])
  })

  test.each([
    [{ organisation: 'off' }, { kind: 'off', because: 'organisation' }],
    [{ publishers: [] }, { kind: 'off', because: 'unsigned' }],
  ])('never looks with %o', async (given, rule) => {
    const all = world(given)
    await all.time.pass(24 * hour)
    expect(all.said).toEqual([])
    expect(all.rule()).toEqual(rule)
  })

  test('takes the channel its organisation has set, and obeys a new one from the next look', async () => {
    const { said, time } = world({ organisation: 'beta' })
    await time.pass(5 * minute)
    expect(said[0]).toBe('look beta')
  })

  test('looks along the channel the person chooses, at once', async () => {
    const { said, updates } = await ready({ version: '1.0.0-beta.1', offered: { version: '0.9.0', notes: '' } })
    await updates.choose('beta')
    await updates.choose('stable')
    expect(said).toEqual(['look beta', 'fetch', 'look stable and back', 'fetch'])
  })
})

test('a channel that is chosen while another one is looked along is looked along next', async () => {
  const { said, time, updates } = world()
  updates.lookNow()
  await updates.choose('beta')
  await time.pass(1)
  expect(said.filter((word) => word.startsWith('look'))).toEqual(['look stable', 'look beta'])
})

describe('a channel that is chosen while Windows asks for an administrator', () => {
  async function chosenMeanwhile(installs: Error | undefined) {
    const all = await ready({ installedBy: 'administrator' })
    all.at.offered = { version: '1.2.0-beta.1', notes: '' }
    all.at.meanwhile = () => all.updates.choose('beta')
    all.at.installs = installs
    await all.updates.restart()
    await all.time.pass(1)
    return all
  }

  test('is looked along once the answer was no', async () => {
    const { progress, said } = await chosenMeanwhile(new Refusal('RIGHTS_NOT_GIVEN'))
    expect(said).toEqual(['look beta', 'fetch'])
    expect(progress()).toMatchObject({ kind: 'ready', update: { version: '1.2.0-beta.1' } })
    expect(progress()).not.toHaveProperty('refused')
  })

  test('does not stop what has begun', async () => {
    const { said } = await chosenMeanwhile(undefined)
    expect(said).toEqual(['install and start', 'quit'])
  })
})

describe('“Restart to update”', () => {
  test('ends the program, and begins the installer when everything has ended', async () => {
    const { said, updates } = await ready()
    await updates.restart()
    expect(said).toEqual(['quit'])
    const install = await updates.atQuit()
    expect(said).toEqual(['quit'])
    await install()
    expect(said).toEqual(['quit', 'install and start'])
  })

  test('waits for the end of a run, however long that takes', async () => {
    const { at, progress, said, time, updates } = await ready()
    at.busy = true
    await updates.restart()
    await time.pass(30 * minute)
    expect(said).toEqual([])
    expect(progress().kind).toBe('waiting')
    at.busy = false
    await time.pass(minute)
    expect(said).toEqual(['quit'])
  })

  test('says so, and stays, where what was fetched is no longer what it was, and fetches it again', async () => {
    const { at, progress, said, time, updates } = await ready()
    at.believed = new Refusal('UPDATE_NOT_SIGNED', { version: '1.1.0', reason: 'it is gone' })
    await updates.restart()
    expect(progress()).toMatchObject({ kind: 'failed', refusal: { code: 'UPDATE_NOT_SIGNED' } })
    await time.pass(8 * hour)
    expect(said).toEqual(['look stable', 'fetch'])
    expect(progress().kind).toBe('ready')
  })

  test('outlives a look that fails, and one that finds a newer version', async () => {
    const { at, progress, said, time, updates } = await ready()
    at.busy = true
    await updates.restart()
    at.failure = new Refusal('UPDATES_UNREACHABLE', { reason: 'ENOTFOUND' })
    updates.lookNow()
    await time.pass(1)
    expect(progress()).toMatchObject({ kind: 'waiting', update: { version: '1.1.0' } })
    at.failure = undefined
    at.offered = { version: '1.2.0', notes: '' }
    updates.lookNow()
    await time.pass(1)
    expect(progress()).toMatchObject({ kind: 'waiting', update: { version: '1.2.0' } })
    at.busy = false
    await time.pass(minute)
    expect(said.at(-1)).toBe('quit')
  })

  test('never becomes a wish to go back', async () => {
    const { at, progress, said, time, updates } = await ready({ version: '1.0.0-beta.1' })
    at.busy = true
    await updates.restart()
    at.offered = { version: '0.9.0', notes: '' }
    updates.lookNow()
    await time.pass(1)
    at.busy = false
    await time.pass(minute)
    expect(progress()).toMatchObject({ kind: 'ready', update: { version: '0.9.0', isOlder: true } })
    expect(said).not.toContain('quit')
  })

  test.each<[string, (at: ReturnType<typeof world>['at']) => void, string]>([
    ['the newer version does not arrive', (at) => (at.fetches = new Error('ECONNRESET')), 'failed'],
    ['the new version is withdrawn', (at) => (at.offered = undefined), 'current'],
  ])('is over where %s', async (_, happen, kind) => {
    const { at, progress, said, time, updates } = await ready()
    at.busy = true
    await updates.restart()
    at.offered = { version: '1.2.0', notes: '' }
    happen(at)
    updates.lookNow()
    await time.pass(1)
    expect(progress().kind).toBe(kind)
    at.busy = false
    Object.assign(at, { fetches: undefined, offered: newer })
    await time.pass(8 * hour)
    expect(progress().kind).toBe('ready')
    expect(said).not.toContain('quit')
  })

  test('chosen twice is done once', async () => {
    const { said, updates } = await ready()
    await Promise.all([updates.restart(), updates.restart()])
    expect(said).toEqual(['quit'])
  })

  test('does nothing where nothing was fetched', async () => {
    const { said, updates } = world()
    await updates.restart()
    expect(said).toEqual([])
  })
})

describe('who quits the program', () => {
  test('gets the new version for the next start', async () => {
    const { said, updates } = await ready()
    await (await updates.atQuit())()
    expect(said).toEqual(['install'])
  })

  test.each<[string, World, boolean]>([
    ['in the middle of a run', {}, true],
    ['where it takes an administrator', { installedBy: 'administrator' }, false],
    ['where it would be an older version', { version: '1.2.0-beta.1' }, false],
  ])('gets nothing installed %s', async (_, given, busy) => {
    const { at, said, updates } = await ready(given)
    at.busy = busy
    await (await updates.atQuit())()
    expect(said).toEqual([])
  })

  test('is not kept by an installer that cannot be begun', async () => {
    const { at, updates } = await ready()
    at.installs = new Error('EACCES')
    await expect((await updates.atQuit())()).resolves.toBeUndefined()
  })
})
