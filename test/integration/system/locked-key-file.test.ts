import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createKeyFileSecrets } from '#main/system/secrets/key-file-secrets.adapter.ts'
import type { KeyLock } from '#main/system/secrets/key-lock.port.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A machine with a key of its own, as DPAPI has one. */
function machine(name = 'a-machine') {
  const own = randomBytes(32)
  /** Each file as it was when it was closed. */
  const closed: { file: string; text: string }[] = []
  let unlocked = 0
  const lock = (isWanted: boolean): KeyLock => ({
    name,
    isWanted,
    needsProof: false,
    foreign: 'was locked on another machine, or is damaged',
    async lock(key) {
      const cipher = createCipheriv('aes-256-gcm', own, Buffer.alloc(12))
      return Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
    },
    async unlock(locked) {
      unlocked++
      try {
        const decipher = createDecipheriv('aes-256-gcm', own, Buffer.alloc(12)).setAuthTag(locked.subarray(-16))
        return { key: Buffer.concat([decipher.update(locked.subarray(0, -16)), decipher.final()]), isOutdated: false }
      } catch {
        return undefined
      }
    },
    async closeFile(file) {
      closed.push({ file, text: await readFile(file, 'utf8') })
    },
    failed(error) {
      throw error
    },
  })
  return { lock, closed, unlocked: () => unlocked }
}

async function fileForTest(): Promise<string> {
  const { path, remove } = await temporaryFolder()
  onTestFinished(remove)
  return join(path, 'keys', 'secrets.key')
}

const secret = Buffer.from('a private key')
/** Under a name of its own, before there was anything in it. */
const closedEmpty = { file: expect.stringMatching(/\.secrets\.key\.[^/\\]+\.tmp$/), text: '' }

describe('a key file with a lock of the machine on it', () => {
  test('opens what was sealed, after a restart too, and asks the machine once', async () => {
    const [file, here] = [await fileForTest(), machine()]
    const sealed = await createKeyFileSecrets({ file, locks: [here.lock(true)] }).seal(secret, 'p')
    expect(await readFile(file, 'utf8')).toMatch(/^mylzip-ssl-key-1 locked-by a-machine [A-Za-z0-9+/=]+\n$/)
    expect(here.closed).toEqual([closedEmpty])
    const next = createKeyFileSecrets({ file, locks: [here.lock(true)] })
    for (let time = 0; time < 3; time++) expect(Buffer.from(await next.open(sealed, 'p'))).toEqual(secret)
    expect(here.unlocked()).toBe(1)
  })

  test('is locked where it was not, and everything sealed before still opens', async () => {
    const [file, here] = [await fileForTest(), machine()]
    const sealed = await createKeyFileSecrets({ file }).seal(secret, 'p')
    const service = createKeyFileSecrets({ file, locks: [here.lock(true)] })
    expect(Buffer.from(await service.open(sealed, 'p'))).toEqual(secret)
    expect(await readFile(file, 'utf8')).toContain('locked-by')
    expect(here.closed).toEqual([closedEmpty])
    expect(Buffer.from(await service.open(sealed, 'p'))).toEqual(secret)
  })

  test('is never there under its name without being closed, and is closed at each start, whoever copied it there', async () => {
    const [file, here] = [await fileForTest(), machine()]
    const sealed = await createKeyFileSecrets({ file, locks: [here.lock(true)] }).seal(secret, 'p')
    const text = await readFile(file, 'utf8')
    const next = createKeyFileSecrets({ file, locks: [here.lock(true)] })
    await Promise.all([1, 2, 3].map(() => next.open(sealed, 'p')))
    await next.open(sealed, 'p')
    expect(here.closed).toEqual([closedEmpty, { file, text }])
  })

  test('is locked once, however many ask for it at the same moment', async () => {
    const [file, here] = [await fileForTest(), machine()]
    const sealed = await createKeyFileSecrets({ file }).seal(secret, 'p')
    const service = createKeyFileSecrets({ file, locks: [here.lock(true)] })
    for (const opened of await Promise.all([1, 2, 3].map(() => service.open(sealed, 'p')))) expect(Buffer.from(opened)).toEqual(secret)
    expect(here.closed).toEqual([closedEmpty])
  })

  test('that cannot be closed is not put in place', async () => {
    const [file, here] = [await fileForTest(), machine()]
    const sealed = await createKeyFileSecrets({ file }).seal(secret, 'p')
    const before = await readFile(file, 'utf8')
    const failing = { ...here.lock(true), closeFile: () => Promise.reject(new Error('Windows does not allow it')) }
    await expect(createKeyFileSecrets({ file, locks: [failing] }).open(sealed, 'p')).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' })
    expect(await readFile(file, 'utf8')).toBe(before)
    expect(await readdir(dirname(file))).toEqual([basename(file)])
  })

  test('is opened by a command that locks nothing itself', async () => {
    const [file, here] = [await fileForTest(), machine()]
    const sealed = await createKeyFileSecrets({ file, locks: [here.lock(true)] }).seal(secret, 'p')
    const before = await readFile(file, 'utf8')
    expect(Buffer.from(await createKeyFileSecrets({ file, locks: [here.lock(false)] }).open(sealed, 'p'))).toEqual(secret)
    expect(await readFile(file, 'utf8')).toBe(before)
  })

  test.each<[string, KeyLock | undefined, string]>([
    ['another machine', machine().lock(true), 'was locked on another machine, or is damaged'],
    ['another kind of lock', machine('something-else').lock(true), 'is locked by a-machine, which does not work here'],
    ['no lock at all', undefined, 'is locked by a-machine, which does not work here'],
  ])('opens nothing with %s, and is never replaced', async (_, lock, reason) => {
    const file = await fileForTest()
    const sealed = await createKeyFileSecrets({ file, locks: [machine().lock(true)] }).seal(secret, 'p')
    const before = await readFile(file, 'utf8')
    const there = createKeyFileSecrets({ file, locks: lock ? [lock] : [] })
    const refused = { code: 'SECRET_UNREADABLE', data: { file, reason } }
    await expect(there.open(sealed, 'p')).rejects.toMatchObject(refused)
    await expect(there.seal(secret, 'p')).rejects.toMatchObject(refused)
    expect(await readFile(file, 'utf8')).toBe(before)
  })
})
