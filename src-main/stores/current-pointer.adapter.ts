import { randomUUID } from 'node:crypto'
import { lstat, readFile, readlink, rename, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { syncFolder, writeFileAtomically } from '../system/files/atomic-file.adapter.ts'
import { placeTaken } from './obstacle.adapter.ts'
import { orMissing } from './or-missing.ts'
import type { Thumbprint } from './store.port.ts'

/**
 * How a folder says which of its versions is the current one, switched in one step (docs/decisions/directory-store.md).
 * What is no pointer is never replaced: it is refused with STORE_PLACE_TAKEN.
 */
export interface CurrentPointer {
  read(folder: string): Promise<Thumbprint | undefined>
  write(folder: string, thumbprint: Thumbprint): Promise<void>
  clear(folder: string): Promise<void>
}

/** A symbolic link `current` to the version's folder: programs name files behind it and never change their settings. */
export const linkPointer: CurrentPointer = {
  async read(folder) {
    const link = join(folder, 'current')
    await refuseOthers(link, (found) => found.isSymbolicLink())
    const version = resolve(folder, (await orMissing(readlink(link))) ?? '')
    // A link that leads elsewhere, to a copy maybe, leads to no version of ours.
    return dirname(version) === resolve(folder, 'versions') ? basename(version) : undefined
  },
  async write(folder, thumbprint) {
    await refuseOthers(join(folder, 'current'), (found) => found.isSymbolicLink())
    const temporary = join(folder, `.current-${randomUUID()}`)
    try {
      await symlink(join('versions', thumbprint), temporary)
      await rename(temporary, join(folder, 'current'))
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined)
      throw error
    }
    await syncFolder(folder)
  },
  clear: (folder) => clear(folder, 'current'),
}

/** A file `current.txt` with the version's thumbprint: Windows asks for a privilege before it makes a symbolic link. */
export const filePointer: CurrentPointer = {
  async read(folder) {
    const file = join(folder, 'current.txt')
    await refuseOthers(file, (found) => found.isFile())
    return (await orMissing(readFile(file, 'utf8')))?.trim() || undefined
  },
  async write(folder, thumbprint) {
    const file = join(folder, 'current.txt')
    await refuseOthers(file, (found) => found.isFile())
    await writeFileAtomically(file, `${thumbprint}\n`, 0o644)
  },
  clear: (folder) => clear(folder, 'current.txt'),
}

type Found = Awaited<ReturnType<typeof lstat>>

async function refuseOthers(path: string, isPointer: (found: Found) => boolean): Promise<void> {
  const found = await orMissing(lstat(path))
  if (found && !isPointer(found)) throw placeTaken(path)
}

async function clear(folder: string, name: string): Promise<void> {
  await rm(join(folder, name), { force: true })
  await syncFolder(folder)
}
