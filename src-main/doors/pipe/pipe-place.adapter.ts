import { lstat, mkdtemp, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { RandomBytes } from '../../system/random.port.ts'
import { isOwnFolder, readDoor, usersFolderOf } from './door-file.adapter.ts'

/** sun_path holds 108 bytes with its end on Linux, 104 on macOS (unix(7), unix(4)). */
const longestPath = 103
const socketName = 'agent.sock'
const temporaryPrefix = 'mylzip-ssl-'

/**
 * Where this start listens: a pipe with a name nobody can foresee on Windows; elsewhere a socket in the data folder,
 * or in a private temporary folder when the data folder lies too deep.
 */
export async function choosePipePlace(folder: string, random: RandomBytes, platform = process.platform): Promise<string> {
  if (platform === 'win32') return `\\\\.\\pipe\\mylzip-ssl-${Buffer.from(random(16)).toString('hex')}`
  const path = join(folder, socketName)
  if (Buffer.byteLength(path) <= longestPath) return path
  return join(await mkdtemp(join(tmpdir(), temporaryPrefix)), socketName)
}

/** Clears away what an agent that was killed has left. The data folder's lock says that none is alive. */
export async function clearStalePipe(folder: string): Promise<void> {
  const left = await readDoor(folder)
  await removePipe(join(folder, socketName))
  const place = usersFolderOf(folder)
  if (await isOwnFolder(place)) await removePipe(join(place, socketName))
  if (left && isTemporary(left.path)) await removePipe(left.path)
}

/** Removes the socket and, where one was made for it, its folder. Never anything that is not a socket. */
export async function removePipe(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const found = await lstat(path).catch(() => undefined)
  if (found?.isSocket()) await rm(path, { force: true })
  if (isTemporary(path)) await rmdir(dirname(path)).catch(() => undefined)
}

function isTemporary(path: string): boolean {
  const folder = dirname(path)
  return basename(path) === socketName && basename(folder).startsWith(temporaryPrefix) && dirname(folder) === tmpdir()
}
