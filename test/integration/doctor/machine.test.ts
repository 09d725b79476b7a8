import { chmod, chown, mkdir, open, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { checkDatabase } from '#main/doctor/checks/database.check.ts'
import { checkDiskSpace } from '#main/doctor/checks/disk-space.check.ts'
import { checkPermissions } from '#main/doctor/checks/permissions.check.ts'
import { checkPorts } from '#main/doctor/checks/ports.check.ts'
import { checkSealedKeys } from '#main/doctor/checks/sealed-keys.check.ts'
import { databaseHealth } from '#main/doctor/machine/database-health.repository.ts'
import { lookAtDisk } from '#main/doctor/machine/disk.adapter.ts'
import { lookAtPort } from '#main/doctor/machine/ports.adapter.ts'
import type { PortUse } from '#main/doctor/machine/ports.policy.ts'
import { lookAtFiles } from '#main/doctor/machine/private-files.adapter.ts'
import { publicKeyPemOf } from '#main/doctor/machine/public-key.policy.ts'
import { openDatabase } from '#main/system/database/database.adapter.ts'
import { createKeyFileSecrets } from '#main/system/secrets/key-file-secrets.adapter.ts'
import { evidenceOf, look } from '../../support/doctor.ts'
import { freePorts } from '../../support/free-port.ts'
import { startPage } from '../../support/https-page.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority } from '../../support/test-authority.ts'
import { noTinyDisk, tinyDisk } from '../../support/tiny-disk.ts'

let folder: string
beforeEach(async () => {
  const made = await temporaryFolder()
  onTestFinished(made.remove)
  folder = made.path
})

describe('the disk', () => {
  test('with room enough is fine, and nothing of the trial stays', async () => {
    expect(await look(checkDiskSpace(() => lookAtDisk(folder)))).toMatchObject({ status: 'ok' })
    expect(await lookAtFiles(folder)).toHaveLength(1)
  })

  test.skipIf(noTinyDisk)(`that is full is found by writing${noTinyDisk ? ` (skipped: ${noTinyDisk})` : ''}`, async () => {
    const disk = await tinyDisk(512)
    onTestFinished(disk.remove)
    const check = checkDiskSpace(() => lookAtDisk(disk.path))
    expect(await look(check)).toMatchObject({ status: 'warning', code: 'DISK_ALMOST_FULL', sentence: expect.stringContaining('512 KiB') })
    await writeFile(join(disk.path, 'ballast'), Buffer.alloc(400 * 1024))
    const verdict = await look(check)
    expect(verdict).toMatchObject({ status: 'failed', code: 'DISK_FULL' })
    expect(evidenceOf(verdict)).toContain('writing a trial of 256 KiB: ENOSPC')
    // What the trial managed to write is gone again.
    expect(await lookAtFiles(disk.path)).toHaveLength(2)
    disk.grow(200_000)
    expect(await look(check)).toMatchObject({ status: 'ok' })
  })
})

describe('the data folder', () => {
  const check = (networkKind?: string) =>
    look(checkPermissions({ folder, lookAtFiles: () => lookAtFiles(folder), networkKind: async () => networkKind, hasModes: true }))

  test('that only its owner can enter is fine', async () => {
    await writeFile(join(folder, 'secrets.key'), '', { mode: 0o600 })
    expect(await check()).toMatchObject({ status: 'ok' })
  })

  test('that others can enter is open', async () => {
    await chmod(folder, 0o755)
    expect(await check()).toMatchObject({ status: 'failed', code: 'FILES_OPEN_TO_OTHERS', sentence: expect.stringContaining('0755') })
  })

  test('in which a key can be read by others is named with that key', async () => {
    const version = join(folder, 'certificates', 'desk.test', 'versions', 'AB')
    await mkdir(version, { recursive: true, mode: 0o700 })
    const key = join(version, 'privkey.pem')
    await writeFile(key, '')
    await chmod(key, 0o640)
    const path = join('certificates', 'desk.test', 'versions', 'AB', 'privkey.pem')
    expect(await check()).toMatchObject({ status: 'warning', code: 'FILES_OPEN_TO_OTHERS', sentence: expect.stringContaining(path) })
  })

  test('with a key that is a link is as private as what the link leads to', async () => {
    const elsewhere = join(folder, 'elsewhere')
    await writeFile(elsewhere, '', { mode: 0o600 })
    await symlink(elsewhere, join(folder, 'secrets.key'))
    expect(await check()).toMatchObject({ status: 'ok' })
    await chmod(elsewhere, 0o644)
    expect(await check()).toMatchObject({ status: 'warning', code: 'FILES_OPEN_TO_OTHERS', sentence: expect.stringContaining('0644') })
    await rm(elsewhere)
    expect(await check()).toMatchObject({ status: 'ok' })
  })

  test('in which something belongs to another user is to be given back, by its path', async ({ skip }) => {
    skip(process.getuid?.() !== 0, 'only root can give a file to somebody else')
    const file = join(folder, 'secrets.key')
    await writeFile(file, '', { mode: 0o600 })
    await chown(file, 12_345, 12_345)
    const nextStep = `Give ${file}, and all else in the data folder, back to the user that this program runs as.`
    expect(await check()).toMatchObject({ status: 'warning', code: 'FILES_OF_ANOTHER_USER', nextStep })
    await chown(folder, 12_345, 12_345)
    expect(await check()).toMatchObject({ status: 'failed', code: 'FILES_OF_ANOTHER_USER', nextStep: expect.stringContaining(folder) })
  })

  test('that is a link is not private', async () => {
    const link = join(folder, 'link')
    await symlink(folder, link)
    const verdict = await look(
      checkPermissions({ folder: link, lookAtFiles: () => lookAtFiles(link), networkKind: async () => undefined, hasModes: true }),
    )
    expect(verdict).toMatchObject({ status: 'failed', code: 'DATA_FOLDER_NOT_PRIVATE' })
  })

  test('on a network drive is a risk', async () => {
    expect(await check('NFS')).toMatchObject({
      status: 'warning',
      code: 'DATA_FOLDER_ON_NETWORK',
      sentence: expect.stringContaining('NFS'),
    })
  })
})

describe('the database', () => {
  test('that is sound and durable is fine', async () => {
    const file = join(folder, 'agent.db')
    const { db, close } = await openDatabase({ file, now: 0 })
    onTestFinished(close)
    const verdict = await look(checkDatabase(file, () => databaseHealth(file, db)))
    expect(verdict.status).toBe('ok')
    expect(evidenceOf(verdict)).toContain('synchronous: 2')
  })

  test('that is damaged is found while it is in use', async () => {
    const file = join(folder, 'agent.db')
    const { db, close } = await openDatabase({ file, now: 0 })
    onTestFinished(() => close().catch(() => undefined))
    const handle = await open(file, 'r+')
    await handle.write(Buffer.alloc(4096, 0xa5), 0, 4096, 8192)
    await handle.close()
    expect(await look(checkDatabase(file, () => databaseHealth(file, db)))).toMatchObject({ status: 'failed', code: 'DATABASE_UNSOUND' })
  })
})

describe('sealed keys', () => {
  const sealedKey = async () => {
    const { privateKeyPem, certificatePem } = await (await createTestAuthority()).issue({ names: ['desk.test'] })
    const file = join(folder, 'secrets.key')
    const sealed = await createKeyFileSecrets({ file }).seal(Buffer.from(privateKeyPem), 'certificate-key:one:1')
    const check = (pem: string | undefined) => {
      const open = () => createKeyFileSecrets({ file }).open(sealed, 'certificate-key:one:1')
      return look(checkSealedKeys(async () => [{ label: 'the key of desk.test', open, form: 'pem', publicKeyPem: pem }]))
    }
    return { file, check, publicKeyPem: publicKeyPemOf(certificatePem) }
  }

  test('that open and belong to their certificates are fine, and are not shown', async () => {
    const { check, publicKeyPem } = await sealedKey()
    const verdict = await check(publicKeyPem)
    expect(verdict.status).toBe('ok')
    expect(JSON.stringify(verdict)).not.toContain('PRIVATE')
  })

  test('without their key file cannot be opened', async () => {
    const { check, file, publicKeyPem } = await sealedKey()
    await rm(file)
    expect(await check(publicKeyPem)).toMatchObject({
      status: 'failed',
      code: 'SECRET_UNREADABLE',
      sentence: expect.stringContaining('is missing'),
    })
  })

  test('with another key file cannot be opened', async () => {
    const { check, file, publicKeyPem } = await sealedKey()
    await rm(file)
    await createKeyFileSecrets({ file }).seal(Buffer.from('x'), 'certificate-key:two:1')
    expect(await check(publicKeyPem)).toMatchObject({
      code: 'SECRET_UNREADABLE',
      sentence: expect.stringContaining('not the one it was sealed with'),
    })
  })

  test('of another certificate are wrong', async () => {
    const { check } = await sealedKey()
    const other = await (await createTestAuthority()).issue({ names: ['other.test'] })
    expect(await check(publicKeyPemOf(other.certificatePem))).toMatchObject({ status: 'failed', code: 'SEALED_KEY_WRONG' })
  })
})

describe('ports', () => {
  const check = async (uses: PortUse[], usual: number[] = [], ownPid = 1) => {
    const [first] = checkPorts({ uses, lookAtPort, usual, ownPid })
    if (!first) throw new Error('no port is looked at')
    return look(first)
  }
  const page = async () => {
    const started = await startPage(undefined, (_, response) => void response.end())
    onTestFinished(started.close)
    return started.port
  }

  test('that another program holds cannot be listened on, and it is named', async () => {
    const port = await page()
    const verdict = await check([{ name: 'desk.test', port, by: 'this program' }])
    expect(verdict).toMatchObject({ status: 'failed', code: 'CHALLENGE_PORT_TAKEN' })
    if (process.platform === 'linux') expect(evidenceOf(verdict)).toContain(`(process ${process.pid}) at 127.0.0.1`)
    expect(evidenceOf(verdict)).toContain('cannot be seen from here')
  })

  test('that this program itself holds are not in its way', async () => {
    const port = await page()
    const verdict = await check([{ name: 'desk.test', port, by: 'this program' }], [], process.pid)
    expect(verdict.status).toBe('ok')
  })

  test('where the web server answers are fine, and where it does not are named', async () => {
    expect(await check([{ name: 'desk.test', port: await page(), by: 'a web server' }])).toMatchObject({ status: 'ok' })
    const [port = 0] = await freePorts(1)
    expect(await check([{ name: 'desk.test', port, by: 'a web server' }])).toMatchObject({
      status: 'failed',
      sentence: expect.stringContaining('no web server answers'),
    })
  })

  test('that nobody needs are told of, and no fault', async () => {
    const verdict = await check([], [await page()])
    expect(verdict.status).toBe('ok')
    expect(evidenceOf(verdict)).toContain('used by')
  })
})
