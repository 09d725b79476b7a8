import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { resultOf, start, temporaryFolder, untilGone } from './launched.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe.skipIf(process.platform === 'win32')('a data folder that was there before', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let data: string
  beforeEach(() => {
    folder = temporaryFolder()
    data = join(folder.path, 'data')
    mkdirSync(data)
    chmodSync(data, 0o755)
  })
  afterEach(async () => {
    await untilGone(data, 2_000)
    folder.remove()
  })

  it('open to everybody, is closed where keys lie, and what is made in it is its user’s alone', async () => {
    for (const name of ['agent', 'practice']) {
      mkdirSync(join(data, name))
      chmodSync(join(data, name), 0o777)
    }
    const run = start('--data', data, '--once', '--json')
    expect(await run.ended, run.stderr()).toBe(0)
    expect([modeOf(data), modeOf(join(data, 'agent')), modeOf(join(data, 'practice'))]).toEqual(['755', '700', '700'])
    const made = readdirSync(join(data, 'agent')).map((name) => join(data, 'agent', name))
    expect(made.filter((path) => (statSync(path).mode & 0o077) !== 0)).toEqual([])
    expect(modeOf(join(data, 'practice/compile-cache'))).toBe('700')
  }, 60_000)

  it('whose inner folder is a link to another place is refused in words', async () => {
    mkdirSync(join(folder.path, 'elsewhere'))
    symlinkSync(join(folder.path, 'elsewhere'), join(data, 'agent'))
    const run = start('--data', data, '--once', '--json')
    expect(await run.ended).toBe(3)
    expect(resultOf(run)).toMatchObject({
      error: { code: 'DATA_FOLDER_NOT_PRIVATE', sentence: expect.stringContaining('it is a link to another place') },
    })
    expect(readdirSync(join(folder.path, 'elsewhere'))).toEqual([])
  })
})
