import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { syncFolder } from '../files/atomic-file.adapter.ts'
import { asDiskRefusal } from '../files/disk-refusal.policy.ts'
import { ensurePrivateFolder } from '../files/private-folder.adapter.ts'
import { refuseOldNode } from '../node-version.policy.ts'
import { connect } from './connect.adapter.ts'
import { fileSuffixes } from './database-file.policy.ts'
import { inspectDatabase } from './inspect.adapter.ts'
import { migrationNames } from './migrations/all.ts'
import { finishSwitch } from './pending-switch.adapter.ts'
import type { AgentTables } from './schema.ts'
import { setDatabaseAside } from './set-aside.adapter.ts'
import { closeInOneFile } from './settle.adapter.ts'

export interface AgentDatabase {
  db: Kysely<AgentTables>
  /** Where a damaged database was kept, when a new one had to be begun. */
  setAside: string | undefined
  /** Whether a new one had to be begun where the agent had been at work before: the old one is gone. */
  wasMissing: boolean
  close(): Promise<void>
}

/**
 * Opens, checks and migrates the agent's database; the caller holds the data lock. Refuses with NODE_TOO_OLD,
 * DATABASE_NEWER (the file untouched), DATABASE_NOT_DURABLE, DISK_FULL or DATA_FOLDER_UNWRITABLE. Whatever a query
 * meets later on a full or unwritable disk is refused with the last two as well.
 */
export async function openDatabase({ file, now }: { file: string; now: Instant }): Promise<AgentDatabase> {
  refuseOldNode(process.versions.node)
  await ensurePrivateFolder(dirname(file))
  await finishSwitch(dirname(file))
  const state = await inspectDatabase(file, migrationNames)
  const wasMissing = state === 'absent' && isLost(file)
  const setAside = state === 'usable' ? undefined : await begin(file, state, now)
  const db = await connect(file)
  return { db, setAside, wasMissing, close: () => db.destroy() }
}

/** The same for who must find a database and not begin one. Refuses with DATABASE_DAMAGED, DATABASE_LOST and NOTHING_SET_UP besides. */
export async function openExistingDatabase(needs: { file: string; now: Instant }): Promise<AgentDatabase> {
  const { file } = needs
  await finishSwitch(dirname(file))
  const state = await inspectDatabase(file, migrationNames)
  if (state === 'damaged') throw new Refusal('DATABASE_DAMAGED', { file })
  if (state === 'absent') throw absent(file)
  return openDatabase(needs)
}

/** Beside the database, and made after it: who finds one without the other has lost the database. */
const leftBehind = ['secrets.key', 'certificates']
const isLost = (file: string) => leftBehind.some((name) => existsSync(join(dirname(file), name)))

/** What it means that there is no database: DATABASE_LOST, or NOTHING_SET_UP where there never was one. */
export function absent(file: string): Refusal {
  return isLost(file) ? new Refusal('DATABASE_LOST', { file }) : new Refusal('NOTHING_SET_UP', { folder: dirname(file) })
}

/**
 * Begins a new database under another name until it is complete: a crash or a full disk leaves no half-made one
 * behind, and moves no damaged one away. Answers where the damaged one was kept.
 */
async function begin(file: string, state: 'absent' | 'damaged', now: Instant): Promise<string | undefined> {
  const unfinished = `${file}.new`
  try {
    await removeDatabase(unfinished)
    await closeInOneFile(await connect(unfinished))
    const setAside = state === 'damaged' ? await setDatabaseAside(file, now) : undefined
    await rename(unfinished, file)
    await syncFolder(dirname(file))
    return setAside
  } catch (error) {
    // Half a database must not take the space that the next try needs.
    await removeDatabase(unfinished).catch(() => undefined)
    throw asDiskRefusal(error, dirname(file)) ?? error
  }
}

async function removeDatabase(file: string): Promise<void> {
  for (const suffix of fileSuffixes) await rm(file + suffix, { force: true })
}
