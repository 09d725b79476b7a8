import { readFile, rm } from 'node:fs/promises'
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
  await writeFileAtomically(at(folder), `${JSON.stringify(door)}\n`, 0o600)
}

/** Undefined when there is none, or it is not one of ours. */
export async function readDoor(folder: string): Promise<DoorFile | undefined> {
  try {
    const found: unknown = JSON.parse(await readFile(at(folder), 'utf8'))
    return isDoorFile(found) ? found : undefined
  } catch {
    return undefined
  }
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
