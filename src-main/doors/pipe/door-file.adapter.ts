import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomically } from '../../system/files/atomic-file.adapter.ts'

/** How callers find the pipe: where it is, and the secret that only readers of this file know. Both change at every start. */
const DoorFile = z.object({ path: z.string().min(1), secret: z.string().min(32) })
export type DoorFile = z.infer<typeof DoorFile>

const at = (folder: string) => join(folder, 'agent-door.json')

/** Readable by its owner alone. Windows knows no modes: there the folder's own ACL guards it. */
export async function publishDoor(folder: string, door: DoorFile): Promise<void> {
  await writeFileAtomically(at(folder), `${JSON.stringify(door)}\n`, 0o600)
}

/** Undefined when there is none, or it is not one of ours. */
export async function readDoor(folder: string): Promise<DoorFile | undefined> {
  try {
    return DoorFile.parse(JSON.parse(await readFile(at(folder), 'utf8')))
  } catch {
    return undefined
  }
}

export async function withdrawDoor(folder: string): Promise<void> {
  await rm(at(folder), { force: true })
}
