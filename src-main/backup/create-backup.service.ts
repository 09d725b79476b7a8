import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupContents } from '@mylzip/shared/operations/backup.ts'
import type { AuditService } from '../audit/audit.service.ts'
import { deviceRepository } from '../device/device.repository.ts'
import type { Clock } from '../system/clock.port.ts'
import { connect } from '../system/database/connect.adapter.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { migrationNames } from '../system/database/migrations/all.ts'
import { removeSnapshot, writeSnapshot } from '../system/database/snapshot.adapter.ts'
import type { RandomBytes } from '../system/random.port.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import { describeDatabase } from './content/describe.ts'
import type { Manifest, OpenedSecret } from './content/manifest.ts'
import { sealedValuesRepository } from './content/sealed-values.repository.ts'
import { writeContent } from './content/write-content.ts'
import { refuseUnusableFile, writeBackupFile } from './file/write-backup-file.adapter.ts'
import { encrypt } from './format/encrypt.ts'
import { generatedBytes, generatedPassphrase, usablePassphrase } from './passphrase.policy.ts'

export interface BackupNeeds {
  db: AgentDatabase['db']
  secrets: Secrets
  clock: Clock
  /** The data folder, where the snapshot lies until it is sealed. */
  folder: string
  version: string
  random: RandomBytes
  audit: Pick<AuditService, 'recordAlone'>
}

export interface BackupRequest {
  /** Its whole path; nothing may be there yet. */
  file: string
  /** Undefined: one is made, and told once. */
  passphrase?: string | undefined
  /** Who asked, for the audit log. */
  actor?: string
}

export interface BackupMade {
  file: string
  bytes: number
  generatedPassphrase: string | null
  contents: BackupContents
}

/** Swept with what else a killed process left (system/database/pending-switch). */
const snapshotName = '.backup-snapshot.db'

/**
 * Writes everything the agent knows into one file, while the agent works on: what is in it is the state between two of
 * its transactions. Refuses with BACKUP_PASSPHRASE_WEAK, BACKUP_FILE_EXISTS, BACKUP_UNWRITABLE, DISK_FULL or
 * SECRET_UNREADABLE; then there is no file.
 */
export function createBackups(needs: BackupNeeds): (request: BackupRequest) => Promise<BackupMade> {
  const { audit, folder, random } = needs
  let last: Promise<unknown> = Promise.resolve()

  async function make({ file, passphrase, actor = 'person' }: BackupRequest): Promise<BackupMade> {
    const made = passphrase === undefined ? generatedPassphrase(random(generatedBytes)) : null
    const used = usablePassphrase(made ?? passphrase ?? '')
    await refuseUnusableFile(file)
    const snapshot = join(folder, snapshotName)
    try {
      await writeSnapshot(needs.db, snapshot)
      const { manifest, secrets } = await read(snapshot, needs)
      const bytes = await writeBackupFile(file, encrypt(writeContent(manifest, secrets, snapshot), { passphrase: used, random }))
      const { contents } = manifest
      const detail = { file, bytes, missing: contents.missingKeys.join(', ') || 'none' }
      await audit.recordAlone({ actor, action: 'backup-made', subject: file, detail })
      return { file, bytes, generatedPassphrase: made, contents }
    } finally {
      await removeSnapshot(snapshot)
    }
  }

  // One after the other: they would share the snapshot's name.
  return (request) => {
    const mine = last.then(() => make(request))
    last = mine.catch(() => undefined)
    return mine
  }
}

/** From the snapshot, not from the agent's own database: that one goes on. */
async function read(snapshot: string, needs: BackupNeeds): Promise<{ manifest: Manifest; secrets: OpenedSecret[] }> {
  const db = await connect(snapshot)
  const found = await readDatabase(db, needs).finally(() => db.destroy())
  const { size: databaseBytes } = await stat(snapshot)
  return { manifest: { ...found.described, migrations: [...migrationNames], databaseBytes }, secrets: found.secrets }
}

async function readDatabase(db: BackupNeeds['db'], { clock, secrets, version }: BackupNeeds) {
  const contents = await describeDatabase(db, clock, version)
  const publicKey = (await deviceRepository(db).key())?.public_key ?? null
  const opened: OpenedSecret[] = []
  for (const { sealed, ...value } of await sealedValuesRepository(db).all())
    opened.push({ ...value, value: Buffer.from(await secrets.open(sealed, value.purpose)).toString('base64') })
  return { described: { contents, publicKey }, secrets: opened }
}
