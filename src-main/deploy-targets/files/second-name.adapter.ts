import { randomUUID } from 'node:crypto'
import { constants, link, lstat, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'

/** Lets a file be had under another name too, with its owner and rights; as a copy, whole from the start, where the disk has no such names. */
export async function giveSecondName(file: string, as: string, stage: string): Promise<void> {
  await link(file, as).catch(async (error: unknown) => {
    if (systemErrorCode(error) === 'EEXIST') throw error
    const copied = join(stage, randomUUID())
    await copy(file, copied)
    await rename(copied, as)
  })
}

export async function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    (error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') return false
      throw error
    },
  )
}

/** Whether both are one file, or one is a copy of the other; false where one of them is not there. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  if (!(await isThere(one)) || !(await isThere(other))) return false
  const [first, second] = await Promise.all([lstat(one, { bigint: true }), lstat(other, { bigint: true })])
  if (first.dev === second.dev && first.ino === second.ino) return true
  return first.isFile() && second.isFile() && first.size === second.size && (await readFile(one)).equals(await readFile(other))
}

/** By handles alone: a path may lead elsewhere a moment later. */
async function copy(file: string, as: string): Promise<void> {
  // Windows has no such flag.
  const from = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    const { gid, mode, uid } = await from.stat()
    const to = await open(as, 'wx', 0o600)
    try {
      await to.writeFile(await from.readFile())
      // Who may not give a file away keeps what it says at least.
      await to.chown(uid, gid).catch(() => undefined)
      await to.chmod(mode & 0o7777)
      await to.sync()
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}
