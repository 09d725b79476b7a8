import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { createCertificateService } from '#main/certificates/certificate.service.ts'
import { createDeviceCertificate } from '#main/certificates/device-certificate.ts'
import { createOrdering } from '#main/certificates/ordering.service.ts'
import { createRunReader } from '#main/certificates/run-reader.ts'
import { createStandstills } from '#main/certificates/standstills.ts'
import { createDueTasks } from '#main/renewals/due-tasks.ts'
import { createRenewalService } from '#main/renewals/renewal.service.ts'
import { createRunAnnouncements } from '#main/renewals/run-announcements.ts'
import { createAnnouncer } from '#main/state/announcer.ts'
import { openDatabase } from '#main/system/database/database.adapter.ts'
import { writeFileAtomically } from '#main/system/files/atomic-file.adapter.ts'
import { takeDataLock } from '#main/system/lock/data-lock.adapter.ts'
import { createKeyFileSecrets } from '#main/system/secrets/key-file-secrets.adapter.ts'
import { openFoundations } from '../../support/agent-foundations.ts'
import { runChild } from '../../support/child-process.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { noTinyDisk, tinyDisk } from '../../support/tiny-disk.ts'

const now = Date.parse('2026-11-03T10:20:30Z')

describe('on a full disk', () => {
  let disk: Awaited<ReturnType<typeof tinyDisk>>
  beforeEach(async ({ skip }) => {
    skip(noTinyDisk !== undefined, `${noTinyDisk}; the limit on file sizes below stands in for it`)
    disk = await tinyDisk(1024)
  })
  afterEach(() => disk?.remove())

  const fill = async (leave = 0) => {
    const kept = join(disk.path, 'kept')
    await writeFile(kept, Buffer.alloc(leave))
    await writeFile(join(disk.path, 'filler'), Buffer.alloc(2 * 1024 * 1024)).catch(() => undefined)
    await writeFile(kept, '')
  }
  const free = () => writeFile(join(disk.path, 'filler'), '')

  test('a write is refused as DISK_FULL, loses nothing that was saved, and works again when there is space', async () => {
    const { db, close } = await openDatabase({ file: join(disk.path, 'agent.db'), now })
    await db.insertInto('settings').values({ key: 'before', value: '1' }).execute()
    await fill()
    const write = () =>
      db.transaction().execute(async (tx) => {
        await tx
          .insertInto('settings')
          .values({ key: 'during', value: JSON.stringify('x'.repeat(200_000)) })
          .execute()
      })
    await expect(write()).rejects.toMatchObject({ code: 'DISK_FULL', data: { folder: disk.path } })
    expect(await db.selectFrom('settings').select('key').execute()).toEqual([{ key: 'before' }])
    await free()
    await write()
    expect(await db.selectFrom('settings').select('key').orderBy('key').execute()).toEqual([{ key: 'before' }, { key: 'during' }])
    await close()
  })

  test('a new database is refused, leaves nothing half made, and is made when there is space', async () => {
    await fill(20_000)
    const file = join(disk.path, 'agent.db')
    await expect(openDatabase({ file, now })).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(await readdir(disk.path)).not.toContain('agent.db')
    await free()
    const { close, setAside } = await openDatabase({ file, now })
    expect(setAside).toBeUndefined()
    await close()
  })

  test('an existing database is refused, not taken for a damaged one', async () => {
    const file = join(disk.path, 'agent.db')
    await (await openDatabase({ file, now })).close()
    const before = await readFile(file)
    await fill()
    await expect(openDatabase({ file, now })).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(await readFile(file)).toEqual(before)
  })

  /** What is known of renewals here, and looks after them as the scheduler does; a run that was begun is carried out by nobody. */
  async function renewalsOn(folder: string) {
    const base = await openFoundations(folder)
    const { audit, clock, db } = base
    const standstills = createStandstills({ clock, log: createSilentLog(), goesOn: true })
    const certificates = createCertificateService({ db, clock, standstills })
    const runs = createRunReader(db, standstills)
    const announcements = createRunAnnouncements({ announcer: createAnnouncer(), runs, certificates, standstills, log: createSilentLog() })
    const nothing = async () => undefined
    const renewals = createRenewalService({ db, clock, newId: randomUUID, audit, announcements, finish: nothing })
    const dueTasks = createDueTasks({ announcements, db, clock, keeper: { look: nothing }, renewals, replan: nothing })
    const usual = { directories: async () => ['https://ca.test/directory'], keyType: 'p-256' } as const
    const order = createOrdering({ db, clock, newId: randomUUID, audit, store: {}, usual, startFirst: renewals.startFirst })
    async function look() {
      for (const { at, run } of await dueTasks()) if (at <= clock.now()) await run()
    }
    return { ...base, certificates, look, order, runs }
  }

  test('work that is due and cannot even be begun is said to stand still, until there is space', async () => {
    const { certificates, close, db, look, runs, ...base } = await renewalsOn(disk.path)
    const ensure = createDeviceCertificate({ ...base, db, newId: randomUUID, defaultKeyType: 'p-256' })
    const id = await ensure({ name: 'a.myl.test', directories: ['https://ca.test/directory'], keyType: undefined })
    expect(await certificates.get(id)).toMatchObject({ health: 'working', failure: null })
    await fill()
    await look()
    expect(await certificates.get(id)).toMatchObject({
      health: 'not-protected',
      failure: { code: 'DISK_FULL', data: { folder: disk.path } },
    })
    await look()
    await free()
    await look()
    expect(await certificates.get(id)).toMatchObject({ health: 'working', failure: null })
    expect(await runs.recent()).toMatchObject([{ certificateId: id, status: 'running', failure: null }])
    await close()
  })

  test('work that stood still and is not due any more is not said to', async () => {
    const { certificates, close, db, look, ...base } = await renewalsOn(disk.path)
    const ensure = createDeviceCertificate({ ...base, db, newId: randomUUID, defaultKeyType: 'p-256' })
    const id = await ensure({ name: 'a.myl.test', directories: ['https://ca.test/directory'], keyType: undefined })
    await fill()
    await look()
    await free()
    await certificateRepository(db).update(id, { current_version: 1, auto_renewal: 0 })
    await look()
    expect(await certificates.get(id)).toMatchObject({ failure: null })
    await close()
  })

  test('an order that had room for the certificate and none for its run leaves neither, and may be given again', async () => {
    const { certificates, close, db, order, runs } = await renewalsOn(disk.path)
    await sql`CREATE TRIGGER no_room BEFORE INSERT ON runs BEGIN SELECT RAISE(ABORT, 'no room'); END`.execute(db)
    await expect(order({ names: ['b.example'] })).rejects.toThrow('no room')
    expect(await certificates.list()).toEqual([])
    await sql`DROP TRIGGER no_room`.execute(db)
    const { certificateId, runId } = await order({ names: ['b.example'] })
    expect(await runs.get(runId)).toMatchObject({ certificateId, status: 'running' })
    await close()
  })

  test('a file is replaced whole or not at all, and no half is left lying', async () => {
    const file = join(disk.path, 'file')
    await writeFileAtomically(file, 'old', 0o600)
    await fill(5_000)
    await expect(writeFileAtomically(file, 'n'.repeat(100_000), 0o600)).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(await readFile(file, 'utf8')).toBe('old')
    expect((await readdir(disk.path)).sort()).toEqual(['file', 'filler', 'kept'])
  })

  test('no key is used that could not be saved', async () => {
    await fill()
    const secrets = createKeyFileSecrets({ file: join(disk.path, 'key') })
    await expect(secrets.seal(Buffer.from('x'), 'p')).rejects.toMatchObject({ code: 'DISK_FULL' })
    await free()
    const sealed = await secrets.seal(Buffer.from('x'), 'p')
    expect(Buffer.from(await createKeyFileSecrets({ file: join(disk.path, 'key') }).open(sealed, 'p')).toString()).toBe('x')
  })

  test('or a read-only one, nothing is begun, and the reason is said', async () => {
    const file = join(disk.path, 'agent.db')
    await (await openDatabase({ file, now })).close()
    execFileSync('mount', ['-o', 'remount,ro', disk.path])
    const refused = { code: 'DATA_FOLDER_UNWRITABLE', data: { folder: disk.path } }
    await expect(openDatabase({ file, now })).rejects.toMatchObject(refused)
    await expect(openDatabase({ file: join(disk.path, 'other.db'), now })).rejects.toMatchObject(refused)
    await expect(takeDataLock({ folder: disk.path, mode: 'user', now, pid: process.pid })).rejects.toMatchObject(refused)
    await expect(writeFileAtomically(join(disk.path, 'file'), 'x', 0o600)).rejects.toMatchObject({ ...refused, data: { reason: 'EROFS' } })
  })

  test('the lock says so too, and is not left held', async () => {
    await fill()
    const take = () => takeDataLock({ folder: disk.path, mode: 'user', now, pid: process.pid })
    await expect(take()).rejects.toMatchObject({ code: 'DISK_FULL' })
    await free()
    await (await take()).release()
  })
})

describe.skipIf(process.platform === 'win32')('under a limit on the size of files (ulimit -f)', () => {
  test('the database refuses with DISK_FULL and keeps what it had', async () => {
    const folder = await temporaryFolder()
    const file = join(folder.path, 'agent.db')
    const { db, close } = await openDatabase({ file, now })
    await db.insertInto('settings').values({ key: 'before', value: '1' }).execute()
    await close()
    const child = runChild(fileURLToPath(new URL('./children/fill-settings.ts', import.meta.url)), [file], 'ulimit -f 1024')
    expect(await child.line()).toBe('DISK_FULL')
    expect(await child.line()).toBe('still there: before')
    expect(await child.ended).toMatchObject({ code: 0 })
    await folder.remove()
  })
})
