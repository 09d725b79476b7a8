import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createKeyFileSecrets } from '#main/system/secrets/key-file-secrets.adapter.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const secret = Buffer.from('-----BEGIN PRIVATE KEY-----')

describe('what is sealed with the key file', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let file: string
  const secrets = () => createKeyFileSecrets({ file })

  beforeEach(async () => {
    folder = await temporaryFolder()
    file = join(folder.path, 'keys', 'seal.key')
  })
  afterEach(() => folder.remove())

  test('can be opened again after a restart, by the same purpose', async () => {
    const sealed = await secrets().seal(secret, 'device-key')
    expect(Buffer.from(await secrets().open(sealed, 'device-key'))).toEqual(secret)
  })

  test('is never the same twice and does not show what it holds', async () => {
    const one = createKeyFileSecrets({ file })
    const [a, b] = await Promise.all([one.seal(secret, 'p'), one.seal(secret, 'p')])
    expect(a).not.toEqual(b)
    expect(Buffer.from(a).includes('PRIVATE')).toBe(false)
  })

  test('lies beside a key that only its owner may read', async () => {
    await secrets().seal(secret, 'p')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder.path, 'keys'))).mode & 0o777).toBe(0o700)
    expect(await readdir(join(folder.path, 'keys'))).toEqual(['seal.key'])
    await chmod(file, 0o644)
    await secrets().seal(secret, 'p')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('cannot stand in for another secret', async () => {
    const sealed = await secrets().seal(secret, 'device-key')
    await expect(secrets().open(sealed, 'acme-account')).rejects.toMatchObject({
      code: 'SECRET_UNREADABLE',
      data: { place: 'the account at the certificate authority' },
    })
  })

  test('is refused when any byte of it was changed, or some are missing', async () => {
    const sealed = await secrets().seal(secret, 'p')
    const one = secrets()
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (place, flip) => {
        const changed = Buffer.from(sealed)
        changed[place] = (changed[place] ?? 0) ^ flip
        await expect(one.open(changed, 'p')).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' })
        await expect(one.open(sealed.subarray(0, place), 'p')).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' })
      }),
    )
  })

  test('is refused with another machine’s key file, and without one', async () => {
    const sealed = await secrets().seal(secret, 'p')
    await rm(file)
    await expect(secrets().open(sealed, 'p')).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' })
    await secrets().seal(secret, 'p')
    await expect(secrets().open(sealed, 'p')).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' })
  })

  test('that lost its key file says which file, what cannot be opened, and the way out, which destroys nothing', async () => {
    const sealed = await secrets().seal(secret, 'device-key')
    await rm(file)
    const wayOut = `Restore that file from a backup, and keep the folder ${join(folder.path, 'keys')} as it is until then.`
    const opened = 'so the key by which the cloud knows this device cannot be opened.'
    await expect(secrets().open(sealed, 'device-key')).rejects.toThrow(`The key file ${file} is missing, ${opened} ${wayOut}`)
    await secrets().seal(secret, 'p')
    await expect(secrets().open(sealed, 'device-key')).rejects.toThrow(`${file} is not the one it was sealed with, ${opened} ${wayOut}`)
    await writeFile(file, 'garbage')
    await expect(secrets().open(sealed, 'acme-account https://ca.example')).rejects.toThrow(
      `${file} cannot be read, so the account at the certificate authority cannot be opened. ${wayOut}`,
    )
  })

  test('a damaged key file is refused and never replaced: a backup of it may still open everything', async () => {
    await secrets().seal(secret, 'p')
    for (const damaged of ['', 'garbage', 'mylzip-ssl-key-1 AAAA', 'mylzip-ssl-key-2 AAAA']) {
      await writeFile(file, damaged)
      await expect(secrets().seal(secret, 'p')).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' })
      expect(await readFile(file, 'utf8')).toBe(damaged)
    }
  })

  test('two that seal at once for the first time make one key', async () => {
    const one = createKeyFileSecrets({ file })
    const sealed = await Promise.all(Array.from({ length: 8 }, () => one.seal(secret, 'p')))
    for (const each of sealed) expect(Buffer.from(await secrets().open(each, 'p'))).toEqual(secret)
  })
})
