import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { writeFileAtomically } from '../files/atomic-file.adapter.ts'

const LockHolder = z.object({ pid: z.int().positive(), mode: z.string(), since: z.string() })
export type LockHolder = z.infer<typeof LockHolder>

const holderFile = (folder: string) => join(folder, 'lock.json')

/** Says who holds the lock; the file itself locks nothing, and stays behind after a crash. */
export async function writeHolder(folder: string, holder: LockHolder): Promise<void> {
  await writeFileAtomically(holderFile(folder), `${JSON.stringify(holder)}\n`, 0o600)
}

/**
 * Who holds a lock that is known to be held. Between taking it and writing the file lie some milliseconds, in which
 * the file is missing or names one who died: so what names no living process is read again.
 */
export async function readHolder(folder: string): Promise<LockHolder | undefined> {
  let holder: LockHolder | undefined
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (attempt > 0) await wait(50)
    holder = await parseHolder(holderFile(folder))
    if (holder && isAlive(holder.pid)) return holder
  }
  return holder
}

async function parseHolder(file: string): Promise<LockHolder | undefined> {
  try {
    return LockHolder.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
