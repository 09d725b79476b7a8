import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readContent } from '#main/backup/content/read-content.ts'
import { sealedColumns } from '#main/backup/content/sealed-columns.ts'
import { inspectBackup } from '#main/backup/inspect-backup.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { backupsOf, deviceName, enrolled, givenCertificate, passphrase } from '../../support/backup.ts'
import { refusalCode } from '../../support/refusal-code.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { noTinyDisk, tinyDisk } from '../../support/tiny-disk.ts'

let root: Awaited<ReturnType<typeof temporaryFolder>>
let folder: string
let file: string
let agent: AgentFoundations

beforeEach(async () => {
  root = await temporaryFolder()
  folder = join(root.path, 'agent')
  file = join(root.path, 'monday.mylzip-backup')
  agent = await openFoundations(folder)
  await enrolled(agent)
})
afterEach(async () => {
  await agent.close()
  await root.remove()
})

const back = (request: { file: string; passphrase?: string }) => backupsOf(agent, folder)(request)
const left = () => readdirSync(root.path).filter((name) => name !== 'agent')

describe('a backup', () => {
  it('is one private file that says what is in it, certificate by certificate', async () => {
    const { bundle } = await givenCertificate(agent, [deviceName])
    await givenCertificate(agent, ['shop.example', 'www.shop.example'], { custody: 'destroyed' })
    await givenCertificate(agent, ['appliance.example'], { custody: 'elsewhere' })
    const made = await back({ file, passphrase })
    expect(made).toMatchObject({ file, bytes: statSync(file).size, generatedPassphrase: null })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(made.contents).toMatchObject({
      version: '1.2.3',
      device: { name: deviceName },
      certificates: [
        { names: [deviceName], key: 'included' },
        { names: ['shop.example', 'www.shop.example'], key: 'destroyed' },
        { names: ['appliance.example'], key: 'elsewhere' },
      ].map((certificate) => expect.objectContaining(certificate)),
      missingKeys: ['shop.example'],
    })
    expect(await inspectBackup({ file, passphrase })).toEqual(made.contents)
    expect(readFileSync(file).includes(bundle.privateKeyPem.slice(40, 80))).toBe(false)
    expect(left()).toEqual(['monday.mylzip-backup'])
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('holds every key and token opened, so that another machine can seal them anew', async () => {
    const { id, bundle } = await givenCertificate(agent, [deviceName])
    await back({ file, passphrase })
    const { secrets } = await readContent(file, passphrase)
    expect(secrets.map(({ purpose }) => purpose)).toEqual(['device-key', `certificate-key:${id}:1`])
    expect(Buffer.from(secrets[1]?.value ?? '', 'base64').toString()).toBe(bundle.privateKeyPem)
  })

  it('forgets no column in which something is sealed', async () => {
    const tables = await agent.db.introspection.getTables()
    const found = tables
      .flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`))
      .filter((name) => /sealed/.test(name))
    expect(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(found.sort())
  })

  it('of one moment, whatever the agent writes meanwhile', async () => {
    let going = true
    const writing = (async () => {
      for (let index = 0; going; index += 1) {
        await agent.audit.recordAlone({ actor: 'agent', action: 'agent-started', subject: 'x', detail: { version: String(index) } })
        await new Promise(setImmediate)
      }
    })()
    const made = await back({ file, passphrase })
    going = false
    await writing
    const pieces: Uint8Array[] = []
    await readContent(file, passphrase, async (database) => {
      for await (const piece of database) pieces.push(piece)
    })
    const copy = join(root.path, 'copy')
    await mkdir(copy)
    writeFileSync(join(copy, 'agent.db'), Buffer.concat(pieces))
    writeFileSync(join(copy, 'secrets.key'), readFileSync(join(folder, 'secrets.key')))
    const opened = await openFoundations(copy)
    const report = await opened.audit.verify()
    await opened.close()
    expect(report).toMatchObject({ intact: true, entries: made.contents.auditHead?.seq ?? 0 })
  })

  it('can make its passphrase, which it tells once', async () => {
    const { generatedPassphrase } = await back({ file })
    expect(generatedPassphrase).toMatch(/^\w{5}(-\w{5}){4}$/)
    expect(await refusalCode(inspectBackup({ file, passphrase }))).toBe('BACKUP_PASSPHRASE_WRONG')
    await inspectBackup({ file, passphrase: generatedPassphrase ?? '' })
  })

  it('never replaces a file, and leaves nothing where it is refused', async () => {
    writeFileSync(file, 'mine')
    expect(await refusalCode(back({ file, passphrase }))).toBe('BACKUP_FILE_EXISTS')
    expect(readFileSync(file, 'utf8')).toBe('mine')
    const other = join(root.path, 'other.mylzip-backup')
    expect(await refusalCode(back({ file: other, passphrase: 'short' }))).toBe('BACKUP_PASSPHRASE_WEAK')
    expect(await refusalCode(back({ file: join(root.path, 'nowhere', 'x'), passphrase }))).toBe('BACKUP_UNWRITABLE')
    expect(await refusalCode(back({ file: 'x.mylzip-backup', passphrase }))).toBe('BACKUP_UNWRITABLE')
    expect(await refusalCode(back({ file: root.path, passphrase }))).toBe('BACKUP_FILE_EXISTS')
    expect(left()).toEqual(['monday.mylzip-backup'])
  })

  it('sweeps what a killed one left, and is not kept from its work by it', async () => {
    writeFileSync(`${file}.part`, 'half a backup')
    writeFileSync(join(folder, '.backup-snapshot.db'), 'half a snapshot')
    await back({ file, passphrase })
    expect(left()).toEqual(['monday.mylzip-backup'])
    expect(readdirSync(folder)).not.toContain('.backup-snapshot.db')
  })

  it('asked for twice at once is made twice, one after the other', async () => {
    const create = backupsOf(agent, folder)
    const second = join(root.path, 'second.mylzip-backup')
    await Promise.all([create({ file, passphrase }), create({ file: second, passphrase })])
    expect((await inspectBackup({ file: second, passphrase })).auditHead?.seq).toBe(1)
  })

  it('is written down in the audit log with the keys it lacks, and without its passphrase', async () => {
    await givenCertificate(agent, ['shop.example'], { custody: 'destroyed' })
    await back({ file, passphrase })
    const { entries } = await agent.audit.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ action: 'backup-made', detail: { missing: 'shop.example', file } })
    expect(JSON.stringify(entries)).not.toContain(passphrase)
  })

  it('is refused when a key cannot be opened: a backup without it would be none', async () => {
    await givenCertificate(agent, [deviceName])
    await agent.db
      .updateTable('certificate_versions')
      .set({ sealed_key: Buffer.alloc(60, 1) })
      .execute()
    expect(await refusalCode(back({ file, passphrase }))).toBe('SECRET_UNREADABLE')
    expect(left()).toEqual([])
  })
})

describe.skipIf(noTinyDisk !== undefined)(`a backup onto a full disk${noTinyDisk ? ` (${noTinyDisk})` : ''}`, () => {
  it('is refused as that, and leaves no half of itself', async () => {
    const disk = await tinyDisk(64)
    try {
      expect(await refusalCode(back({ file: join(disk.path, 'x.mylzip-backup'), passphrase }))).toBe('DISK_FULL')
      expect(readdirSync(disk.path)).toEqual([])
      disk.grow(4_096)
      await back({ file: join(disk.path, 'x.mylzip-backup'), passphrase })
    } finally {
      await disk.remove()
    }
  })
})

describe('a file that is no whole backup', () => {
  it('is refused with its own code', async () => {
    await back({ file, passphrase })
    expect(await refusalCode(inspectBackup({ file: join(root.path, 'nothing'), passphrase }))).toBe('BACKUP_UNREADABLE')
    expect(await refusalCode(inspectBackup({ file: root.path, passphrase }))).toBe('BACKUP_UNREADABLE')
    expect(await refusalCode(inspectBackup({ file: join(folder, 'agent.db'), passphrase }))).toBe('BACKUP_FOREIGN')
    const bytes = readFileSync(file)
    writeFileSync(`${file}.cut`, bytes.subarray(0, -1))
    expect(await refusalCode(inspectBackup({ file: `${file}.cut`, passphrase }))).toBe('BACKUP_DAMAGED')
  })
})
