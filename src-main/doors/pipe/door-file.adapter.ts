import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomically } from '../../system/files/atomic-file.adapter.ts'

/** How callers find the pipe: where it is, and the secret that only readers of this file know. Both change at every start. */
export interface DoorFile {
  path: string
  secret: string
}

const at = (folder: string) => join(folder, 'agent-door.json')

/** Readable by its owner alone. Windows knows no modes: there the folder's own ACL guards it. */
export async function publishDoor(folder: string, door: DoorFile): Promise<void> {
  await writeFileAtomically(at(folder), `${JSON.stringify({ ...door, folder: await identityOf(folder) })}\n`, 0o600)
}

/**
 * Undefined when there is none, or it is not one of ours, or it came here with a copy of another folder: what is asked of a
 * copy must not be done by the program that runs on the original.
 */
export async function readDoor(folder: string): Promise<DoorFile | undefined> {
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

/** By hand: a command that only asks the agent must not wait for a library of schemas to load. */
function isDoorFile(found: unknown): found is DoorFile {
  if (typeof found !== 'object' || found === null || !('path' in found) || !('secret' in found)) return false
  const { path, secret } = found
  return typeof path === 'string' && path !== '' && typeof secret === 'string' && secret.length >= 32
}
