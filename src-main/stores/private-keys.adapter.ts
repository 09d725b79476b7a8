import type { Stats } from 'node:fs'
import { chmod, chown, lstat, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { writeFileAtomically } from '../system/files/atomic-file.adapter.ts'
import { orMissing, orOutOfReach } from './or-missing.ts'
import type { OpenedKey } from './store.port.ts'
import { isThumbprint, keyFile } from './version-files.policy.ts'

/** Makes the key in each of these versions, and the folder it lies in, their owner's alone again; answers the worst of what others had. */
export async function closeToOthers(versions: string): Promise<OpenedKey | undefined> {
  // Windows files have no mode: below the profile they are their user's own.
  if (process.platform === 'win32') return undefined
  const opened: OpenedKey[] = []
  for (const name of (await orMissing(readdir(versions))) ?? [])
    if (isThumbprint(name)) opened.push(...(await closeVersion(join(versions, name))))
  return opened.find(({ readable }) => readable) ?? opened[0]
}

/** Refuses with STORE_FOLDER_FOREIGN what `closeToOthers` would: who may give files away could take the folder back. */
export async function refuseForeignFolders(versions: string): Promise<void> {
  if (process.platform === 'win32' || process.geteuid?.() === 0) return
  for (const name of ((await orMissing(readdir(versions))) ?? []).filter(isThumbprint)) {
    const path = join(versions, name)
    const found = await orMissing(lstat(path))
    if (found?.isDirectory() && !isOwn(found)) throw new Refusal('STORE_FOLDER_FOREIGN', { path })
  }
}

async function closeVersion(folder: string): Promise<OpenedKey[]> {
  const key = join(folder, keyFile)
  const isReadable = await canBeRead(key)
  // The folder first: where not even its owner may enter it, the key cannot be looked at.
  const ofFolder = await close(folder, 0o700, isReadable)
  return [await close(key, 0o600, isReadable), ofFolder].filter((each) => each !== undefined)
}

async function close(path: string, mode: 0o600 | 0o700, readable: boolean): Promise<OpenedKey | undefined> {
  const found = await orMissing(lstat(path))
  // The rights of what a link leads to are another's affair.
  if (!found || !(mode === 0o700 ? found.isDirectory() : found.isFile())) return undefined
  const isForeign = !isOwn(found)
  if (isForeign && !(await takeBack(path, mode))) return undefined
  if ((found.mode & 0o777) !== mode) await chmod(path, mode)
  const rights = `0${(found.mode & 0o777).toString(8)}`
  if (!isForeign && (found.mode & 0o077) === 0) return undefined
  return { path, rights: isForeign ? `${rights}, another user’s` : rights, readable }
}

/**
 * Without the right to take a file back it is replaced by another with what it holds. One that cannot be read is left, as if it
 * were missing: whoever has another copy of the key puts it there. Answers whether it is ours now.
 */
async function takeBack(path: string, mode: 0o600 | 0o700): Promise<boolean> {
  try {
    await chown(path, process.geteuid?.() ?? 0, process.getegid?.() ?? 0)
    return true
  } catch (error) {
    if (systemErrorCode(error) !== 'EPERM') throw error
    if (mode === 0o700) throw new Refusal('STORE_FOLDER_FOREIGN', { path }, { cause: error })
  }
  const held = await orOutOfReach(readFile(path))
  if (held) await writeFileAtomically(path, held, mode)
  return held !== undefined
}

/** Whether anybody but this program's user could read the file: it is open, and so is every folder on the way to it. */
async function canBeRead(file: string): Promise<boolean> {
  const found = await lstat(file).catch(() => undefined)
  if (!found || !isOpenTo(found, 0o044)) return false
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const way = await lstat(folder)
    if (!way.isSymbolicLink() && !isOpenTo(way, 0o011)) return false
    if (dirname(folder) === folder) return true
  }
}

const isOpenTo = (found: Stats, rights: number) => (found.mode & rights) !== 0 || !isOwn(found)
const isOwn = ({ uid }: Stats) => uid === process.geteuid?.()
