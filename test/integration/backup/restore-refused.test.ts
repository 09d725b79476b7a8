import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeContent } from '#main/backup/content/write-content.ts'
import { writeBackupFile } from '#main/backup/file/write-backup-file.adapter.ts'
import { encrypt } from '#main/backup/format/encrypt.ts'
import { takeDataLock } from '#main/system/lock/data-lock.adapter.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { backupsOf, deviceName, enrolled, givenCertificate, passphrase, restoreInto, stateOf } from '../../support/backup.ts'
import { refusalCode } from '../../support/refusal-code.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { noTinyDisk, tinyDisk } from '../../support/tiny-disk.ts'

let root: Awaited<ReturnType<typeof temporaryFolder>>
let folder: string
let elsewhere: string
let file: string
let agent: AgentFoundations

beforeEach(async () => {
  root = await temporaryFolder()
  folder = join(root.path, 'agent')
  elsewhere = join(root.path, 'other-machine')
  file = join(root.path, 'monday.mylzip-backup')
  agent = await openFoundations(folder)
  await enrolled(agent)
})
afterEach(async () => {
  await agent.close()
  await root.remove()
})

const back = () => backupsOf(agent, folder)({ file, passphrase })

describe('a restore that is refused changes nothing', () => {
  let before: Awaited<ReturnType<typeof stateOf>>
  beforeEach(async () => {
    await givenCertificate(agent, [deviceName])
    await back()
    await agent.close()
    before = await stateOf(folder)
  })
  const untouched = async () => {
    expect(await stateOf(folder)).toEqual(before)
    expect(readdirSync(folder).filter((name) => /restore|backup/.test(name))).toEqual([])
  }

  it('for a wrong passphrase', async () => {
    expect(await refusalCode(restoreInto(folder, file, 'correct horse battery stable'))).toBe('BACKUP_PASSPHRASE_WRONG')
    await untouched()
  })

  it('for a damaged or foreign file', async () => {
    const bytes = readFileSync(file)
    writeFileSync(`${file}.cut`, bytes.subarray(0, bytes.length - 100))
    expect(await refusalCode(restoreInto(folder, `${file}.cut`))).toBe('BACKUP_DAMAGED')
    expect(await refusalCode(restoreInto(folder, join(folder, 'agent.db')))).toBe('BACKUP_FOREIGN')
    expect(await refusalCode(restoreInto(folder, `${file}.none`))).toBe('BACKUP_UNREADABLE')
    await untouched()
  })

  it('in a folder that is empty or not there: not even a lock is left', async () => {
    const bytes = readFileSync(file)
    writeFileSync(`${file}.cut`, bytes.subarray(0, bytes.length - 100))
    await mkdir(elsewhere)
    for (const place of [elsewhere, join(root.path, 'nowhere-yet')]) {
      expect(await refusalCode(restoreInto(place, file, 'correct horse battery stable'))).toBe('BACKUP_PASSPHRASE_WRONG')
      expect(await refusalCode(restoreInto(place, `${file}.cut`))).toBe('BACKUP_DAMAGED')
      expect(await refusalCode(restoreInto(place, join(folder, 'agent.db')))).toBe('BACKUP_FOREIGN')
      expect(await refusalCode(restoreInto(place, `${file}.none`))).toBe('BACKUP_UNREADABLE')
    }
    expect(readdirSync(elsewhere)).toEqual([])
    expect(existsSync(join(root.path, 'nowhere-yet'))).toBe(false)
  })

  it('while an agent is running there', async () => {
    const lock = await takeDataLock({ folder, mode: 'browser', now: Date.now(), pid: process.pid })
    expect(await refusalCode(restoreInto(folder, file))).toBe('DATA_FOLDER_IN_USE')
    await lock.release()
    await untouched()
  })

  it('over a database that a newer version has written', async () => {
    agent = await openFoundations(folder)
    await agent.db
      .insertInto('kysely_migration' as never)
      .values({ name: '9999-later', timestamp: '2027' } as never)
      .execute()
    await agent.close()
    expect(await refusalCode(restoreInto(folder, file))).toBe('DATABASE_NEWER')
    expect(existsSync(join(folder, 'restore.json'))).toBe(false)
  })

  it.skipIf(noTinyDisk !== undefined)(`on a full disk${noTinyDisk ? ` (${noTinyDisk})` : ''}`, async () => {
    const disk = await tinyDisk(1_024)
    try {
      const there = join(disk.path, 'agent')
      await mkdir(there)
      let code = ''
      for (let free = 40; code !== 'not refused'; free += 60) {
        writeFileSync(join(disk.path, 'filler'), Buffer.alloc((1_000 - free) * 1_024))
        code = await refusalCode(restoreInto(there, file))
        await rm(join(disk.path, 'filler'))
        if (code === 'not refused') break
        expect(code, `${free} KB free`).toBe('DISK_FULL')
        expect(
          readdirSync(there).filter((name) => /agent|secrets|restore/.test(name)),
          `${free} KB free`,
        ).toEqual([])
      }
      expect(await stateOf(there)).toMatchObject({ key: before.key, versions: before.versions })
      await restoreInto(there, file)
    } finally {
      await disk.remove()
    }
  })
})

describe('a backup of a newer version', () => {
  it('is refused before anything is unpacked', async () => {
    await agent.db
      .insertInto('kysely_migration' as never)
      .values({ name: '9999-later', timestamp: '2027' } as never)
      .execute()
    await agent.close()
    agent = await openFoundations(join(root.path, 'spare'))
    // A backup made by hand as a newer program would: its manifest names a migration that this one lacks.
    const contents = {
      madeAt: '2027-01-01T00:00:00.000Z',
      version: '9.0.0',
      device: null,
      certificates: [],
      missingKeys: [],
      auditHead: null,
    }
    const databaseBytes = readFileSync(join(folder, 'agent.db')).length
    const manifest = { contents, publicKey: null, migrations: ['0001-first', '9999-later'], databaseBytes }
    await writeBackupFile(file, encrypt(writeContent(manifest, [], join(folder, 'agent.db')), { passphrase, random: randomBytes }))
    expect(await refusalCode(restoreInto(elsewhere, file))).toBe('BACKUP_NEWER')
    expect(existsSync(elsewhere)).toBe(false)
  })
})
