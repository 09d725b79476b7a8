import { lstat, readFile, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { writeFileAtomically } from '../../system/files/atomic-file.adapter.ts'

/** How callers find the pipe: where it is, and the secret that only readers of this file know. Both change at every start. */
export interface DoorFile {
  path: string
  secret: string
}

const name = 'agent-door.json'
const at = (folder: string) => join(folder, name)

/**
 * Beside a service's data folder, which others cannot enter: what the people of this machine may read.
 * `/var/lib/mylzip-ssl/agent` has `/var/lib/mylzip-ssl/agent-door`.
 */
export function usersFolderOf(folder: string): string {
  return join(dirname(folder), `${basename(folder)}-door`)
}

/** Readable by its owner alone. Windows knows no modes: there the folder's own ACL guards it. */
export async function publishDoor(folder: string, door: DoorFile): Promise<void> {
  await publish(at(folder), folder, door)
}

/** Readable for whoever the folder's guard lets. Answers the file. */
export async function publishUsersDoor(folder: string, door: DoorFile): Promise<string> {
  const file = at(usersFolderOf(folder))
  await publish(file, folder, door)
  return file
}

async function publish(file: string, folder: string, door: DoorFile): Promise<void> {
  await writeFileAtomically(file, `${JSON.stringify({ ...door, folder: await identityOf(folder) })}\n`, 0o600)
}

/**
 * The better of what this caller can read: the file of the agent's own account, or a service's for everybody. Undefined when
 * there is none, or it is not one of ours, or it came here with a copy of another folder: what is asked of a copy must not be
 * done by the program that runs on the original.
 */
export async function readDoor(folder: string): Promise<DoorFile | undefined> {
  return (await readAt(at(folder), folder)) ?? (await readUsersDoor(folder))
}

/** Beside the data folder others may be able to write: what does not belong to the folder's owner leads to a stranger. */
async function readUsersDoor(folder: string): Promise<DoorFile | undefined> {
  try {
    const file = at(usersFolderOf(folder))
    const [owner, ...found] = await Promise.all([stat(folder), lstat(dirname(file)), lstat(file)])
    if (found.some((entry) => entry.isSymbolicLink() || entry.uid !== owner.uid)) return undefined
    return await readAt(file, folder)
  } catch {
    return undefined
  }
}

async function readAt(file: string, folder: string): Promise<DoorFile | undefined> {
  try {
    const found: unknown = JSON.parse(await readFile(file, 'utf8'))
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

/** Also what a service has left that was ended before it could clear up; where it is another account's, it stays. */
export async function withdrawUsersDoor(folder: string): Promise<void> {
  await rm(at(usersFolderOf(folder)), { force: true }).catch(() => undefined)
}

/** By hand: a command that only asks the agent must not wait for a library of schemas to load. */
function isDoorFile(found: unknown): found is DoorFile {
  if (typeof found !== 'object' || found === null || !('path' in found) || !('secret' in found)) return false
  const { path, secret } = found
  return typeof path === 'string' && path !== '' && typeof secret === 'string' && secret.length >= 32
}
