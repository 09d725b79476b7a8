import { copyFile, link, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isRefusal, nextStepOf } from '@mylzip/shared/domain/refusal.ts'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { safeStorageLock } from '#main/electron/keys/safe-storage-lock.adapter.ts'
import { createKeyFileSecrets } from '#main/system/secrets/key-file-secrets.adapter.ts'
import { app, resetElectron, safeStorage } from '../../../../support/electron-double.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const secret = Buffer.from('a private key')
beforeEach(resetElectron)
afterEach(resetElectron)

/** The installed program on Windows, started once more on the same key file. */
function started(file: string) {
  const pauses: number[] = []
  const lock = safeStorageLock('win32', async (ms) => void pauses.push(ms))
  if (!lock) throw new Error('there is no lock')
  const secrets = createKeyFileSecrets({ file, locks: [lock] })
  return {
    ...secrets,
    lock,
    pauses,
    opens: async (sealed: Uint8Array) => Buffer.from(await secrets.open(sealed, 'certificate-key:1')).equals(secret),
  }
}

/** A key file as a version of the program without safeStorage has left it. */
async function openKeyFile() {
  const { path, remove } = await temporaryFolder()
  onTestFinished(remove)
  const file = join(path, 'agent', 'secrets.key')
  const sealed = await createKeyFileSecrets({ file }).seal(secret, 'certificate-key:1')
  return { file, sealed, plain: await readFile(file, 'utf8') }
}

const isLocked = async (file: string) => (await readFile(file, 'utf8')).includes('locked-by safe-storage')
const filesBeside = async (file: string) => (await readdir(dirname(file))).sort()

describe('the key of a person’s own agent', () => {
  test('stays in its file at the first start, and is locked at the second, once what the first locked has opened', async () => {
    const { file, sealed, plain } = await openKeyFile()
    const first = started(file)
    expect(await first.opens(sealed)).toBe(true)
    expect(await first.opens(sealed)).toBe(true)
    expect(await readFile(file, 'utf8')).toBe(plain)
    expect(await isLocked(`${file}.locked`)).toBe(true)

    expect(await started(file).opens(sealed)).toBe(true)
    expect(await isLocked(file)).toBe(true)
    expect(await filesBeside(file)).toEqual([basename(file)])
    expect(await started(file).opens(sealed)).toBe(true)
  })

  test('is not lost when the program was killed before Windows had written safeStorage’s own key', async () => {
    const { file, sealed } = await openKeyFile()
    await started(file).opens(sealed)
    safeStorage.profile = 'a profile begun anew'
    expect(await started(file).opens(sealed)).toBe(true)
    expect(await isLocked(file)).toBe(false)
    expect(await started(file).opens(sealed)).toBe(true)
    expect(await isLocked(file)).toBe(true)
  })

  test('is made and locked the same way where nothing was there before', async () => {
    const { file } = await openKeyFile()
    await rm(file)
    const sealed = await started(file).seal(secret, 'certificate-key:1')
    expect(await isLocked(file)).toBe(false)
    expect(await started(file).opens(sealed)).toBe(true)
    expect(await isLocked(file)).toBe(true)
  })

  test('is left as it is, and said so, while Windows offers no encryption', async () => {
    const { file, sealed } = await openKeyFile()
    safeStorage.isThere = false
    const { lock, opens } = started(file)
    expect(await opens(sealed)).toBe(true)
    expect(lock.trouble()).toMatchObject({ code: 'KEY_STORE_SILENT' })
    expect(await filesBeside(file)).toEqual([basename(file)])
  })

  test('is locked anew, as safely, when safeStorage has a new key', async () => {
    const { file, sealed } = await openKeyFile()
    for (let start = 0; start < 2; start++) await started(file).opens(sealed)
    safeStorage.generation = 2
    expect(await started(file).opens(sealed)).toBe(true)
    const before = await readFile(file, 'utf8')
    expect(await started(file).opens(sealed)).toBe(true)
    expect(await readFile(file, 'utf8')).not.toBe(before)
    expect(await filesBeside(file)).toEqual([basename(file)])
    expect(await started(file).opens(sealed)).toBe(true)
  })
})

describe('a program that was killed while it exchanged the key file', () => {
  /** What lies there after each step: the open file, the locked one that is proven, a second name of the open one. */
  const moments: Record<string, (file: string) => Promise<void>> = {
    'before anything was done': async () => undefined,
    'after the open file had its second name': (file) => link(file, `${file}.old`),
    'after the locked file took its place': async (file) => {
      await link(file, `${file}.old`)
      await rm(file)
      await copyFile(`${file}.locked`, file)
    },
    'before the open file was overwritten': async (file) => {
      await link(file, `${file}.old`)
      await rm(file)
      await copyFile(`${file}.locked`, file)
      await rm(`${file}.locked`)
    },
  }

  test.each(Object.entries(moments))('%s, finds its keys and ends it', async (_, upTo) => {
    const { file, sealed } = await openKeyFile()
    await started(file).opens(sealed)
    await upTo(file)
    for (let start = 0; start < 2; start++) expect(await started(file).opens(sealed)).toBe(true)
    expect(await isLocked(file)).toBe(true)
    expect(await filesBeside(file)).toEqual([basename(file)])
  })

  test('leaves no open key behind under a name that somebody else holds', async () => {
    const { file, sealed } = await openKeyFile()
    await link(file, `${file}.held`)
    for (let start = 0; start < 2; start++) await started(file).opens(sealed)
    expect((await readFile(`${file}.held`)).every((byte) => byte === 0)).toBe(true)
  })
})

describe('a key file that safeStorage has locked', () => {
  async function lockedFile() {
    const { file, sealed } = await openKeyFile()
    for (let start = 0; start < 2; start++) await started(file).opens(sealed)
    return { file, sealed, text: await readFile(file, 'utf8') }
  }

  test('is refused with a code for another user or after a lost profile, and never replaced', async () => {
    const { file, sealed, text } = await lockedFile()
    safeStorage.profile = 'another user’s'
    const refused = { code: 'SECRET_UNREADABLE', data: { reason: expect.stringContaining('another user of Windows') } }
    await expect(started(file).opens(sealed)).rejects.toMatchObject(refused)
    await expect(started(file).seal(secret, 'certificate-key:1')).rejects.toMatchObject(refused)
    expect(await readFile(file, 'utf8')).toBe(text)
    safeStorage.profile = 'a profile'
    expect(await started(file).opens(sealed)).toBe(true)
  })

  test('is not taken for lost while Windows is only silent', async () => {
    const { file, sealed } = await lockedFile()
    safeStorage.isThere = false
    await expect(started(file).opens(sealed)).rejects.toMatchObject({ code: 'KEY_STORE_SILENT' })
  })

  test('opens as soon as Windows is able to again', async () => {
    const { file, sealed } = await lockedFile()
    safeStorage.unavailable = 2
    const { opens, pauses } = started(file)
    expect(await opens(sealed)).toBe(true)
    expect(pauses).toEqual([500, 1_500])
  })

  test('is not taken for lost while Windows is unable, however often it is asked', async () => {
    const { file, sealed, text } = await lockedFile()
    safeStorage.unavailable = Number.POSITIVE_INFINITY
    const { opens, pauses, seal } = started(file)
    await expect(opens(sealed)).rejects.toMatchObject({ code: 'KEY_STORE_SILENT' })
    expect(pauses).toHaveLength(3)
    await expect(seal(secret, 'certificate-key:1')).rejects.toMatchObject({ code: 'KEY_STORE_SILENT' })
    expect(await readFile(file, 'utf8')).toBe(text)
    safeStorage.unavailable = 0
    expect(await opens(sealed)).toBe(true)
  })

  test('tells nobody to move it away', async () => {
    const { file, sealed } = await lockedFile()
    safeStorage.profile = 'another user’s'
    const refused = await started(file)
      .opens(sealed)
      .catch((error: unknown) => error)
    if (!isRefusal(refused)) throw refused
    expect(`${refused.message} ${nextStepOf(refused.code, refused.data)}`).not.toMatch(/away|anew/)
  })

  test('sends who has no window to the program that has one', async () => {
    const { file, sealed } = await lockedFile()
    const refused = { code: 'KEYS_NEED_DESKTOP', data: { file, place: 'the private key of a certificate' } }
    await expect(createKeyFileSecrets({ file }).open(sealed, 'certificate-key:1')).rejects.toMatchObject(refused)
  })

  test('that is damaged is refused with a code', async () => {
    const { file, sealed, text } = await lockedFile()
    await writeFile(file, `${text.trimEnd().slice(0, -8)}\n`)
    await expect(started(file).opens(sealed)).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' })
  })
})

test('a program that runs from its sources, or elsewhere than on Windows, has no such lock', () => {
  expect(safeStorageLock('linux')).toBeUndefined()
  app.isPackaged = false
  expect(safeStorageLock('win32')).toBeUndefined()
})
