import { spawn } from 'node:child_process'
import { open, rename, rm } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { isEmpty } from '../plugins/database/is-empty.ts'
import { openPostgres } from '../plugins/database/postgres.ts'
import { assertNoRestoreUnfinished, markRestore, restoreMark, unmarkRestore } from '../plugins/database/restore-mark.ts'
import { createLog } from '../plugins/log.adapter.ts'
import { refuseExisting, refuseUnreadable } from './backup-file.ts'
import { libpqEnvironment } from './libpq-environment.policy.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** `pg_dump`'s custom format, taken from one snapshot while everything goes on. The file is 0600, and there only when it is whole. */
export async function backUpPostgres(url: string, file: string, env: Environment): Promise<void> {
  await refuseExisting(file)
  const partial = `${file}.partial`
  // Never through a link that somebody put there, nor into a file that others may read.
  await rm(partial, { force: true })
  const handle = await open(partial, 'wx', 0o600)
  try {
    await run('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--exclude-table=${restoreMark}`], {
      url,
      env,
      stdout: handle.fd,
    })
    await handle.sync()
    await handle.close()
    await rename(partial, file)
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(partial, { force: true })
    throw error
  }
}

/**
 * Into an empty database, all or nothing. What it holds then is not to be used before it is settled (after-restore.ts), and marked as
 * such from before there is anything. Refuses with RESTORE_NEEDS_EMPTY_DATABASE, RESTORE_UNFINISHED or CLOUD_BACKUP_UNREADABLE.
 */
export async function restorePostgres(url: string, file: string, env: Environment): Promise<void> {
  const handle = await open(file).catch(refuseUnreadable(file))
  try {
    await markEmpty(url)
    const how = ['--dbname=', '--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges']
    await run('pg_restore', how, { url, env, stdin: handle.fd }).catch((error: unknown) =>
      unmarkEmpty(url).finally(() => Promise.reject(error)),
    )
  } finally {
    await handle.close()
  }
}

async function markEmpty(url: string): Promise<void> {
  const { db, close } = openPostgres(url, createLog('error'))
  const mark = async () => {
    if (await isEmpty(db)) return markRestore(db)
    await assertNoRestoreUnfinished(db)
    throw new Refusal('RESTORE_NEEDS_EMPTY_DATABASE')
  }
  await mark().finally(close)
}

/** As it was found. What is in there after all keeps its mark. */
async function unmarkEmpty(url: string): Promise<void> {
  const { db, close } = openPostgres(url, createLog('error'))
  const unmark = async () => {
    if (await isEmpty(db)) await unmarkRestore(db)
  }
  await unmark().finally(close)
}

/** Whom to connect to stands in the child's environment: arguments are seen by everybody on the machine. */
function run(program: string, args: string[], how: { url: string; env: Environment; stdin?: number; stdout?: number }): Promise<void> {
  const child = spawn(program, args, {
    env: { PATH: how.env.PATH, LC_ALL: 'C.UTF-8', ...libpqEnvironment(how.url) },
    stdio: [how.stdin ?? 'ignore', how.stdout ?? 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000)
  })
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new Refusal('PROGRAM_MISSING', { program }, { cause })))
    child.once('close', (code) => {
      const reason = said.trim().split('\n').slice(-3).join(' ') || `exit code ${code}`
      if (code === 0) resolve()
      else reject(new Refusal('PROGRAM_FAILED', { program, reason }))
    })
  })
}
