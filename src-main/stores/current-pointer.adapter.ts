import { randomUUID } from 'node:crypto'
import { readFile, readlink, rename, rm, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { syncFolder, writeFileAtomically } from '../system/files/atomic-file.adapter.ts'
import type { Thumbprint } from './store.port.ts'

/** How a folder says which of its versions is the current one, switched in one step (docs/decisions/directory-store.md). */
export interface CurrentPointer {
  read(folder: string): Promise<Thumbprint | undefined>
  write(folder: string, thumbprint: Thumbprint): Promise<void>
  clear(folder: string): Promise<void>
}

/** A symbolic link `current` to the version's folder: programs name files behind it and never change their settings. */
export const linkPointer: CurrentPointer = {
  read: async (folder) => basename((await orMissing(readlink(join(folder, 'current')))) ?? '') || undefined,
  async write(folder, thumbprint) {
    const temporary = join(folder, `.current-${randomUUID()}`)
    await symlink(join('versions', thumbprint), temporary)
    await rename(temporary, join(folder, 'current'))
    await syncFolder(folder)
  },
  clear: (folder) => clear(folder, 'current'),
}

/** A file `current.txt` with the version's thumbprint: Windows asks for a privilege before it makes a symbolic link. */
export const filePointer: CurrentPointer = {
  read: async (folder) => (await orMissing(readFile(join(folder, 'current.txt'), 'utf8')))?.trim() || undefined,
  write: (folder, thumbprint) => writeFileAtomically(join(folder, 'current.txt'), `${thumbprint}\n`, 0o644),
  clear: (folder) => clear(folder, 'current.txt'),
}

async function clear(folder: string, name: string): Promise<void> {
  await rm(join(folder, name), { force: true })
  await syncFolder(folder)
}

/** Undefined when there is no such file. */
export async function orMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
}
