import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../../system/files/atomic-file.adapter.ts'
import { keptEnding } from './files.policy.ts'
import { giveSecondName, isSameFile, isThere } from './second-name.adapter.ts'

/** Keeps what is there under another name. What an earlier target left under that name gets a number, and stays. */
export async function keepWhatWasThere(folder: string, names: readonly string[], stage: string): Promise<void> {
  for (const name of names) {
    const file = join(folder, name)
    if (await isKeptFromBefore(folder, name)) await rename(keptOf(file), await freeName(keptOf(file)))
    if ((await isThere(file)) && !(await isThere(keptOf(file)))) await giveSecondName(file, keptOf(file), stage)
  }
  await syncFolder(folder)
}

/** Whether something is kept there that is not what is there now: of a target that was removed and gave nothing back. */
export async function isKeptFromBefore(folder: string, name: string): Promise<boolean> {
  const file = join(folder, name)
  return (await isThere(keptOf(file))) && !(await isSameFile(file, keptOf(file)))
}

/**
 * Puts back what was kept, and takes away what has nothing of the kind. What was kept stays so until `forgetKept`: a repeat of what was
 * cut off in the middle must find it again.
 */
export async function putBackWhatWasThere(folder: string, names: readonly string[], stage: string): Promise<void> {
  for (const name of names) {
    const file = join(folder, name)
    if (await isThere(keptOf(file))) {
      const again = join(stage, randomUUID())
      await giveSecondName(keptOf(file), again, stage)
      // Of two names of one file this takes none away: the other one goes with the stage.
      await rename(again, file)
    } else await rm(file, { force: true })
  }
  await syncFolder(folder)
}

export async function forgetKept(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(keptOf(join(folder, name)), { force: true })
  await syncFolder(folder)
}

function keptOf(file: string): string {
  return file + keptEnding
}

async function freeName(kept: string): Promise<string> {
  for (let number = 1; ; number++) if (!(await isThere(`${kept}.${number}`))) return `${kept}.${number}`
}
