import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefusal, type Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { BackupContents } from '@mylzip/shared/operations/backup.ts'
import { openDatabase } from '../../system/database/database.adapter.ts'
import { decideSwitch, finishSwitch } from '../../system/database/pending-switch.adapter.ts'
import { takeDataLock } from '../../system/lock/data-lock.adapter.ts'
import { placeInStore } from './place.ts'
import { checkPrepared, type Prepared, prepare } from './prepare.ts'
import type { RestoreNeeds } from './restore-needs.ts'
import { proveBackup, stageBackup } from './stage.adapter.ts'

export interface RestoreRequest {
  file: string
  passphrase: string
  /** The data folder, which no agent may be using; it may be new. */
  folder: string
}

export interface RestoreReport extends Prepared {
  contents: BackupContents
  /** Where the state that was here before is kept; undefined when there was none. */
  keptAside: string | undefined
  /** Certificates that the store did not take; the agent tries again at its start. */
  notPlaced: { name: string; refusal: Refusal }[]
}

/**
 * Brings a data folder to the state of a backup. Whatever ends the process in between: the next one to open the folder
 * finds the old state or the new one, whole. Refuses with DATA_FOLDER_*, BACKUP_*, DATABASE_NEWER or DISK_FULL; the old
 * state is untouched then.
 */
export async function restoreBackup(request: RestoreRequest, needs: RestoreNeeds): Promise<RestoreReport> {
  const { file, folder, passphrase } = request
  // Where nothing is yet, a backup that cannot be restored leaves nothing behind, not even the lock. That lock is never
  // taken away again: whoever waits for it would hold another one than who comes next.
  if (await isEmpty(folder)) await proveBackup(file, passphrase)
  const lock = await takeDataLock({ folder, mode: 'restore', now: needs.clock.now(), pid: needs.pid })
  try {
    await finishSwitch(folder)
    return await restore(request, needs)
  } finally {
    await lock.release()
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: unknown) => (systemErrorCode(error) === 'ENOENT' ? [] : undefined))
  return names?.length === 0
}

async function restore(request: RestoreRequest, needs: RestoreNeeds): Promise<RestoreReport> {
  const { clock, progress } = needs
  const { folder } = request
  const staged = `.restore-${needs.newId()}`
  const aside = `before-restore-${toTimestamp(clock.now()).replace(/[:.]/g, '-')}`
  const made = await make(request, join(folder, staged), needs).catch(async (error: unknown) => {
    await rm(join(folder, staged), { recursive: true, force: true }).catch(() => undefined)
    throw error
  })
  await decideSwitch(folder, { staged, aside })
  progress?.('decided')
  await finishSwitch(folder)
  progress?.('switched')
  // What follows is done again at the agent's start: it takes nothing back of what was restored.
  const notPlaced = await place(folder, needs).catch((error: unknown) => {
    if (!isRefusal(error)) throw error
    return made.contents.certificates.map(({ names: [name = ''] }) => ({ name, refusal: error }))
  })
  progress?.('placed')
  return { ...made, keptAside: existsSync(join(folder, aside)) ? join(folder, aside) : undefined, notPlaced }
}

async function make({ file, folder, passphrase }: RestoreRequest, staged: string, needs: RestoreNeeds) {
  const content = await stageBackup(file, passphrase, staged)
  needs.progress?.('unpacked')
  const prepared = await prepare(folder, staged, file, content, needs)
  await checkPrepared(staged, needs.secretsIn(staged))
  needs.progress?.('checked')
  return { ...prepared, contents: content.manifest.contents }
}

async function place(folder: string, { clock, secretsIn, storeIn }: RestoreNeeds) {
  const { close, db } = await openDatabase({ file: join(folder, 'agent.db'), now: clock.now() })
  try {
    return await placeInStore({ db, clock, secrets: secretsIn(folder), store: storeIn(folder) })
  } finally {
    await close()
  }
}
