import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openKey } from '#main/certificates/bundle.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { createKeyFileSecrets } from '#main/system/secrets/key-file-secrets.adapter.ts'
import type { KeyLock } from '#main/system/secrets/key-lock.port.ts'
import { openFoundations } from '../../support/agent-foundations.ts'
import { backupsOf, enrolled, givenCertificate, opened, passphrase, restoreInto } from '../../support/backup.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** One that only its own machine, or person, opens: a mark tells what it has locked. */
function lockOf(name: string): KeyLock {
  const own = randomBytes(32)
  const turned = (bytes: Uint8Array) => Buffer.from(bytes.map((byte, at) => byte ^ (own[at % own.length] ?? 0)))
  return {
    name,
    isWanted: true,
    lock: async (key) => Buffer.concat([own.subarray(0, 4), turned(key)]),
    unlock: async (locked) => (own.subarray(0, 4).equals(locked.subarray(0, 4)) ? turned(locked.subarray(4)) : undefined),
    closeFile: async () => undefined,
  }
}

test('keys move from a person’s lock to the service’s and back in a backup, sealed anew each time', async () => {
  const { path, remove } = await temporaryFolder()
  onTestFinished(remove)
  const locks = [lockOf('a-person'), lockOf('a-machine'), lockOf('a-person')]
  const folders = locks.map(({ name }, at) => join(path, `${at}-${name}`))
  const file = (at: number) => join(path, `${at}.mylzip-backup`)
  const [first = ''] = folders

  const agent = await openFoundations(first)
  await enrolled(agent)
  const { bundle, id } = await givenCertificate(agent, ['shop.example'])
  await agent.close()

  for (const [at, lock] of locks.entries()) {
    const folder = folders[at] ?? ''
    const keyFile = join(folder, 'secrets.key')
    if (at > 0) await restoreInto(folder, file(at - 1))
    const secrets = createKeyFileSecrets({ file: keyFile, lock })
    await opened(folder, async (found) => {
      const version = await versionRepository(found.db).find(id, 1)
      expect(version && (await openKey(secrets, version))).toBe(bundle.privateKeyPem)
      expect(readFileSync(keyFile, 'utf8')).toMatch(new RegExp(`^mylzip-ssl-key-1 locked-by ${lock.name} `))
      await backupsOf({ ...found, secrets }, folder)({ file: file(at), passphrase })
      // Nobody else opens it where it lies.
      const foreign = createKeyFileSecrets({ file: keyFile, lock: lockOf(lock.name) })
      await expect(version && openKey(foreign, version)).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' })
    })
  }
  expect(new Set(folders.map((folder) => readFileSync(join(folder, 'secrets.key'), 'utf8'))).size).toBe(3)
})
