import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../../system/files/atomic-file.adapter.ts'
import { giveSecondName, isThere } from './second-name.adapter.ts'

export interface NewFile {
  name: string
  bytes: Uint8Array
  mode: number
}

export interface Replacing {
  folder: string
  /** Where they are made: a folder on the same disk that nobody else may enter. */
  stage: string
  owner: { user: number; group: number } | undefined
  /** Gives a file its rights where a mode does not say them, before it is put where others may look. */
  protect(file: string): Promise<void>
}

/**
 * Puts files in the place of others, each in one step. Where one cannot be, those before it are put back as they were, and what
 * the system said is thrown. A process that is killed in the middle leaves some new and some old ones, each of them whole.
 */
export async function replaceFiles(files: readonly NewFile[], { folder, owner, protect, stage }: Replacing): Promise<void> {
  const swapped: (() => Promise<void>)[] = []
  const staged = (name: string, kind: 'new' | 'old') => join(stage, `${name}.${kind}`)
  try {
    for (const file of files) {
      await write(staged(file.name, 'new'), file, owner)
      await protect(staged(file.name, 'new'))
    }
    for (const { name } of files) {
      const [file, old] = [join(folder, name), staged(name, 'old')]
      const wasThere = await isThere(file)
      if (wasThere) await giveSecondName(file, old, stage)
      await rename(staged(name, 'new'), file)
      swapped.push(() => (wasThere ? rename(old, file) : rm(file, { force: true })))
    }
    await syncFolder(folder)
  } catch (error) {
    for (const undo of swapped.reverse()) await undo()
    throw error
  }
}

/** By one handle from the start: a path may lead elsewhere when rights are given by it. */
async function write(file: string, { bytes, mode }: NewFile, owner: Replacing['owner']): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    if (process.platform !== 'win32') {
      if (owner) await handle.chown(owner.user, owner.group)
      await handle.chmod(mode)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
}
