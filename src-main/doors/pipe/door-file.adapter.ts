import { lstat, readFile, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, win32 } from 'node:path'
import { writeFileAtomically } from '../../system/files/atomic-file.adapter.ts'

/** How callers find the pipe: where it is, and the secret that only readers of this file know. Both change at every start. */
export interface DoorFile {
  path: string
  secret: string
}

const name = 'agent-door.json'
const at = (folder: string) => join(folder, name)

/**
 * Where the people of this machine find a service's door. Beside the data folder, which others cannot enter: for
 * `/var/lib/mylzip-ssl/agent` that is `/var/lib/mylzip-ssl/agent-door`. On Windows in it: there a file that one may read can be
 * read wherever it lies, and beside a folder of ProgramData everybody could make one first.
 */
export function usersFolderOf(folder: string, platform = process.platform): string {
  return platform === 'win32' ? win32.join(folder, 'door') : join(dirname(folder), `${basename(folder)}-door`)
}

/** Readable by its owner alone. Windows knows no modes: there the folder's own ACL guards it. */
export async function publishDoor(folder: string, door: DoorFile): Promise<void> {
  await writeFileAtomically(at(folder), `${JSON.stringify({ ...door, folder: await identityOf(folder) })}\n`, 0o600)
}

/** Readable for whoever the folder's guard lets. Answers the file. */
export async function publishUsersDoor(folder: string, door: DoorFile): Promise<string> {
  const place = usersFolderOf(folder)
  await publishDoor(place, door)
  return at(place)
}

/**
 * The better of what this caller can read: the file of the agent's own account, or a service's for everybody. Undefined when
 * there is none, or it is not one of ours, or it came here with a copy of another folder: what is asked of a copy must not be
 * done by the program that runs on the original.
 */
export async function readDoor(folder: string): Promise<DoorFile | undefined> {
  return (await readIn(folder)) ?? (await readUsersDoor(folder))
}

/** What must stand in no text that leaves this machine: the secrets of the doors that are open now. */
export async function doorSecrets(folder: string): Promise<string[]> {
  const doors = await Promise.all([readIn(folder), readUsersDoor(folder)])
  return doors.flatMap((door) => door?.secret ?? [])
}

/** Beside the data folder others may be able to write: what does not belong to the folder's owner leads to a stranger. */
async function readUsersDoor(folder: string): Promise<DoorFile | undefined> {
  const place = usersFolderOf(folder)
  try {
    const found = await Promise.all([lstat(place), lstat(at(place))])
    if (found.some((entry) => entry.isSymbolicLink())) return undefined
    // Windows has no such ids, and lets nobody look at the data folder itself who may not.
    if (process.platform === 'win32') return await readIn(place)
    const { uid } = await stat(folder)
    return found.every((entry) => entry.uid === uid) ? await readIn(place) : undefined
  } catch {
    return undefined
  }
}

async function readIn(folder: string): Promise<DoorFile | undefined> {
  try {
    const found: unknown = JSON.parse(await readFile(at(folder), 'utf8'))
    return isDoorFile(found) && 'folder' in found && found.folder === (await identityOf(folder)) ? found : undefined
  } catch {
    return undefined
  }
}

/** The same for one folder under every name it has, and after it was renamed. */
async function identityOf(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder, { bigint: true })
  return `${dev}:${ino}`
}

export async function withdrawDoor(folder: string): Promise<void> {
  await rm(at(folder), { force: true })
}

/** Also what a service has left that was ended before it could clear up. */
export async function withdrawUsersDoor(folder: string): Promise<void> {
  const place = usersFolderOf(folder)
  if (await isOwnFolder(place)) await rm(at(place), { force: true }).catch(() => undefined)
}

/** What another account has put there stays, and a link is not followed: it could lead to what is somebody else's. */
export async function isOwnFolder(place: string): Promise<boolean> {
  const found = await lstat(place).catch(() => undefined)
  if (!found?.isDirectory()) return false
  return process.platform === 'win32' || found.uid === process.getuid?.()
}

/** By hand: a command that only asks the agent must not wait for a library of schemas to load. */
function isDoorFile(found: unknown): found is DoorFile {
  if (typeof found !== 'object' || found === null || !('path' in found) || !('secret' in found)) return false
  const { path, secret } = found
  return typeof path === 'string' && path !== '' && typeof secret === 'string' && secret.length >= 32
}
