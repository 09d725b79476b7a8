import { randomUUID } from 'node:crypto'
import { chmod, chown, copyFile, link, lstat, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { syncFolder, writeNewFile } from '../../system/files/atomic-file.adapter.ts'
import { keptEnding } from './files.policy.ts'

export interface NewFile {
  name: string
  bytes: Uint8Array
  mode: number
}

export interface Replacing {
  folder: string
  owner: { user: number; group: number } | undefined
  /** Gives an empty file its rights where a mode does not say them, before anything is written into it. */
  protect(file: string): Promise<void>
}

const leftOver = /^\.(.+)\.[0-9a-f-]{36}\.mylzip-(new|old)$/

/**
 * Puts files in the place of others, each in one step. Where one cannot be, those before it are put back as they were, and what
 * the system said is thrown. A process that is killed in the middle leaves some new and some old ones, each of them whole.
 */
export async function replaceFiles(files: readonly NewFile[], { folder, owner, protect }: Replacing): Promise<void> {
  await clearLeftOvers(
    folder,
    files.map(({ name }) => name),
  )
  const staged: { name: string; fresh: string; old: string }[] = []
  const swapped: (() => Promise<void>)[] = []
  try {
    for (const { bytes, mode, name } of files) {
      const [fresh, old] = ['new', 'old'].map((kind) => join(folder, `.${name}.${randomUUID()}.mylzip-${kind}`)) as [string, string]
      staged.push({ name, fresh, old })
      await writeNewFile(fresh, '', 0o600)
      await protect(fresh)
      await fill(fresh, bytes)
      if (process.platform !== 'win32') await withMode(fresh, mode, owner)
    }
    for (const { fresh, name, old } of staged) {
      const file = join(folder, name)
      const wasThere = await keep(file, old)
      await rename(fresh, file)
      swapped.push(() => (wasThere ? rename(old, file) : rm(file, { force: true })))
    }
    await syncFolder(folder)
  } catch (error) {
    for (const undo of swapped.reverse()) await undo()
    throw error
  } finally {
    for (const { fresh, old } of staged) for (const file of [fresh, old]) await rm(file, { force: true }).catch(() => undefined)
  }
}

/** Keeps what is there under another name, unless something was kept before; what is not there cannot be. */
export async function keepWhatWasThere(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await keep(join(folder, name), join(folder, name + keptEnding))
  await syncFolder(folder)
}

/** Puts back what was kept, and takes away what has nothing of the kind. */
export async function putBackWhatWasThere(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [file, kept] = [join(folder, name), join(folder, name + keptEnding)]
    if (await isThere(kept)) await rename(kept, file)
    else await rm(file, { force: true })
  }
  await syncFolder(folder)
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

/** Under a second name, with its owner and rights; a copy where the disk has no such names. Answers whether there was anything. */
async function keep(file: string, as: string): Promise<boolean> {
  if (!(await isThere(file))) return false
  await link(file, as).catch(async (error: unknown) => {
    if (systemErrorCode(error) === 'EEXIST') return
    await copyFile(file, as)
  })
  return true
}

async function fill(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function withMode(file: string, mode: number, owner: Replacing['owner']): Promise<void> {
  if (owner) await chown(file, owner.user, owner.group)
  await chmod(file, mode)
}

async function clearLeftOvers(folder: string, names: readonly string[]): Promise<void> {
  for (const found of await readdir(folder)) {
    const [, name] = leftOver.exec(found) ?? []
    if (name !== undefined && names.includes(name)) await rm(join(folder, found), { force: true })
  }
}
