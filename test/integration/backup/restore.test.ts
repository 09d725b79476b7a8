import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mergeStatements } from '#main/backup/restore/merge.repository.ts'
import { openBundle } from '#main/certificates/bundle.ts'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { type IssuedVersion, versionRepository } from '#main/certificates/version.repository.ts'
import { devicePageSetting, lanAddressesSetting } from '#main/device/device.settings.ts'
import { settingsRepository } from '#main/system/settings.repository.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import {
  backupsOf,
  deviceName,
  enrolled,
  givenCertificate,
  givenVersion,
  opened,
  passphrase,
  restoreInto,
  stateOf,
  storeIn,
} from '../../support/backup.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

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
const started = (version: string) => agent.audit.recordAlone({ actor: 'agent', action: 'agent-started', subject: 'x', detail: { version } })

describe('a backup restored on another machine', () => {
  it('is the same device, with its keys sealed anew and its certificates in this machine’s store', async () => {
    const { id, bundle } = await givenCertificate(agent, [deviceName])
    await started('1')
    await back()
    const report = await restoreInto(elsewhere, file)
    expect(report).toMatchObject({ existing: 'none', keptAside: undefined, missingKeys: [], notPlaced: [] })
    expect(report.contents.device?.name).toBe(deviceName)
    expect(readFileSync(join(elsewhere, 'secrets.key'))).not.toEqual(readFileSync(join(folder, 'secrets.key')))
    await opened(elsewhere, async ({ db, deviceKey, secrets }) => {
      expect(deviceKey.publicKey).toEqual(agent.deviceKey.publicKey)
      const version = (await versionRepository(db).find(id, 1)) as IssuedVersion
      const certificate = await certificateRepository(db).find(id)
      expect(certificate && (await openBundle({ secrets, store: storeIn(elsewhere) }, certificate, version))).toMatchObject({
        privateKeyPem: bundle.privateKeyPem,
      })
      expect(version.store_location).toBe(join(elsewhere, 'certificates', deviceName, 'versions', bundle.thumbprint, 'fullchain.pem'))
      // Nobody has seen it being served from here.
      expect(version.verified_at).toBeNull()
    })
    expect(await storeIn(elsewhere).load(deviceName, bundle.thumbprint)).toMatchObject({ privateKeyPem: bundle.privateKeyPem })
    expect(await storeIn(elsewhere).current(deviceName)).toBe(bundle.thumbprint)
    expect(readdirSync(elsewhere).sort()).toEqual(['agent.db', 'certificates', 'lock.db', 'lock.json', 'secrets.key'])
  })

  it('names the certificates whose key stayed behind, and takes the others', async () => {
    await givenCertificate(agent, [deviceName])
    const { id } = await givenCertificate(agent, ['shop.example'], { custody: 'destroyed' })
    await back()
    const report = await restoreInto(elsewhere, file)
    expect(report.missingKeys).toEqual(['shop.example'])
    expect(report.contents.missingKeys).toEqual(['shop.example'])
    await opened(elsewhere, async ({ db }) => {
      expect(await versionRepository(db).find(id, 1)).toMatchObject({ key_custody: 'destroyed', installed_at: null, store_location: null })
    })
  })

  it('puts right what belonged to the other machine', async () => {
    const settings = settingsRepository(agent.db)
    await settings.set(lanAddressesSetting, { publish: true, published: ['192.168.1.20'], unsure: false })
    await settings.set(devicePageSetting, { openToLan: true, port: 7_443 })
    await back()
    await restoreInto(elsewhere, file)
    await opened(elsewhere, async ({ db }) => {
      const restored = settingsRepository(db)
      expect(await restored.get(lanAddressesSetting)).toEqual({ publish: true, published: [], unsure: true })
      expect(await restored.get(devicePageSetting)).toEqual({ openToLan: true, port: null })
    })
  })

  it('keeps aside what was there when that was another device', async () => {
    await back()
    const { key } = await stateOf(elsewhere)
    const report = await restoreInto(elsewhere, file)
    expect(report.existing).toBe('another-device')
    expect((await stateOf(elsewhere)).key).toBe(agent.deviceKey.publicKey.x)
    expect((await stateOf(report.keptAside ?? '')).key).toBe(key)
  })
})

describe('an older backup restored over the same folder', () => {
  it('says which certificates of it stay forgotten', async () => {
    const { id } = await givenCertificate(agent, ['gone.example'])
    await back()
    await certificateRepository(agent.db).update(id, { retired_at: Date.now() })
    await agent.close()
    const report = await restoreInto(folder, file)
    expect(report.kept).toMatchObject({ added: [], forgotten: ['gone.example'] })
    await opened(folder, async ({ db }) => expect(await certificateRepository(db).list()).toEqual([]))
  })

  it('keeps what was issued, logged and planned since, and brings back what was chosen then', async () => {
    const { id } = await givenCertificate(agent, [deviceName])
    await settingsRepository(agent.db).set(devicePageSetting, { openToLan: true, port: 7_443 })
    await started('1')
    await back()
    const newer = await givenVersion(agent, id, [deviceName], { number: 2 })
    const ordered = await givenCertificate(agent, ['since.example'])
    await settingsRepository(agent.db).set(devicePageSetting, { openToLan: false, port: 7_444 })
    await started('2')
    await agent.close()
    const before = await stateOf(folder)

    const report = await restoreInto(folder, file)
    expect(report).toMatchObject({ existing: 'same-device', missingKeys: [] })
    expect(report.kept).toEqual({ versions: 2, log: true, added: ['since.example'], forgotten: [] })
    expect(await stateOf(folder)).toEqual(before)
    await opened(folder, async ({ audit, db, secrets }) => {
      const certificate = await certificateRepository(db).find(id)
      expect(certificate).toMatchObject({ current_version: 2 })
      const version = (await versionRepository(db).find(id, 2)) as IssuedVersion
      expect(certificate && (await openBundle({ secrets, store: storeIn(folder) }, certificate, version)).privateKeyPem).toBe(
        newer.privateKeyPem,
      )
      const since = await certificateRepository(db).find(ordered.id)
      const other = (await versionRepository(db).find(ordered.id, 1)) as IssuedVersion
      expect(since && (await openBundle({ secrets, store: storeIn(folder) }, since, other)).privateKeyPem).toBe(
        ordered.bundle.privateKeyPem,
      )
      expect(await settingsRepository(db).get(devicePageSetting)).toMatchObject({ openToLan: true })
      expect(await audit.verify()).toMatchObject({ intact: true, findings: [] })
    })
    expect(await stateOf(report.keptAside ?? '')).toEqual(before)
  })

  it('forgets no table', async () => {
    const tables = (await agent.db.introspection.getTables()).map(({ name }) => name)
    const named = tables.filter((table) => mergeStatements.some((statement) => statement.includes(`newer.${table}`)))
    expect(named.sort()).toEqual(tables.sort())
  })

  it('keeps a key whose only copy lies in the store', async () => {
    const { bundle } = await givenCertificate(agent, ['shop.example'], { custody: 'destroyed' })
    await storeIn(folder).install(bundle)
    await back()
    await agent.close()
    expect((await restoreInto(folder, file)).missingKeys).toEqual([])
    expect(await storeIn(folder).load('shop.example', bundle.thumbprint)).toMatchObject({ privateKeyPem: bundle.privateKeyPem })
  })

  it('finds the newer certificate in the store when the database is lost or damaged', async () => {
    const { id } = await givenCertificate(agent, [deviceName])
    await back()
    const newer = await givenVersion(agent, id, [deviceName], { number: 2, notAfter: Date.now() + 120 * 86_400_000 })
    await storeIn(folder).install(newer)
    await storeIn(folder).makeCurrent(deviceName, newer.thumbprint)
    await agent.close()
    for (const [loss, kind] of [
      ['damaged', 'damaged'],
      ['lost', 'none'],
    ] as const) {
      if (loss === 'damaged') writeFileSync(join(folder, 'agent.db'), Buffer.alloc(8_192, 7))
      else await rm(join(folder, 'agent.db'))
      await rm(join(folder, 'secrets.key'))
      const report = await restoreInto(folder, file)
      expect(report, loss).toMatchObject({ existing: kind, fromStore: [deviceName] })
      await opened(folder, async ({ db, secrets }) => {
        const certificate = await certificateRepository(db).find(id)
        const version = (await versionRepository(db).find(id, 2)) as IssuedVersion
        expect(certificate?.current_version).toBe(2)
        expect(certificate && (await openBundle({ secrets, store: storeIn(folder) }, certificate, version)).privateKeyPem).toBe(
          newer.privateKeyPem,
        )
      })
    }
  })

  it('takes a run that has ended since as ended, and one that has not as it stands', async () => {
    const { id } = await givenCertificate(agent, [deviceName])
    const run = { id: 'run-2', certificate_id: id, number: 2, reason: 'asked', status: 'running', started_at: 5 } as const
    await agent.db
      .insertInto('runs')
      .values({ ...run, order_url: 'https://ca.example/order/2' })
      .execute()
    await agent.db
      .insertInto('run_steps')
      .values({ run_id: 'run-2', step: 'order', status: 'running', started_at: 5, ended_at: null })
      .execute()
    await back()
    await agent.db.updateTable('runs').set({ status: 'succeeded', ended_at: 9 }).where('id', '=', 'run-2').execute()
    await agent.db.updateTable('run_steps').set({ status: 'done', ended_at: 9 }).execute()
    await agent.db
      .insertInto('runs')
      .values({ ...run, id: 'run-3', number: 3 })
      .execute()
    await agent.close()
    await restoreInto(folder, file)
    await opened(folder, async ({ db }) => {
      const runs = await db.selectFrom('runs').select(['id', 'status']).orderBy('started_at').where('number', '>', 1).execute()
      expect(runs).toEqual([
        { id: 'run-2', status: 'succeeded' },
        { id: 'run-3', status: 'running' },
      ])
      expect(await db.selectFrom('run_steps').select('status').execute()).toEqual([{ status: 'done' }])
    })
    // On a machine that knows no better, it is taken up where it was.
    await restoreInto(elsewhere, file)
    await opened(elsewhere, async ({ db }) => {
      expect(await db.selectFrom('runs').select(['status', 'order_url']).where('id', '=', 'run-2').execute()).toEqual([
        { status: 'running', order_url: 'https://ca.example/order/2' },
      ])
    })
  })

  it('can be done twice, and from a backup of what was restored', async () => {
    await givenCertificate(agent, [deviceName])
    await back()
    await agent.close()
    const before = await stateOf(folder)
    await restoreInto(folder, file)
    await restoreInto(folder, file)
    agent = await openFoundations(folder)
    const second = join(root.path, 'second.mylzip-backup')
    await backupsOf(agent, folder)({ file: second, passphrase })
    await restoreInto(elsewhere, second)
    expect(await stateOf(elsewhere)).toMatchObject({ key: before.key, versions: before.versions })
  })
})
