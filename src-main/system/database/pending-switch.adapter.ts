import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { syncFolder, writeFileAtomically } from '../files/atomic-file.adapter.ts'
import { asDiskRefusal } from '../files/disk-refusal.policy.ts'
import { fileSuffixes } from './database-file.policy.ts'

/**
 * Replacing a database together with the key file its secrets are sealed with takes several renames, and a process can
 * be killed between any two. So the decision is one file that comes into being in one step; from then on whoever opens
 * the folder next carries it out to its end, however often that is cut off.
 */
const PendingSwitch = z.object({
  /** The folder that holds the new files, and the one that keeps those they replace; both in the data folder. */
  staged: z.string().regex(/^\.restore-[\w-]+$/),
  aside: z.string().regex(/^before-restore-[\w-]+$/),
})
export type PendingSwitch = z.infer<typeof PendingSwitch>

const decisionFile = (folder: string) => join(folder, 'restore.json')
const databaseName = 'agent.db'
/** The key file first: a database is only usable beside it. */
export const switchedFiles = ['secrets.key', databaseName] as const

/** From here on the folder's state is the staged one. */
export async function decideSwitch(folder: string, decision: PendingSwitch): Promise<void> {
  await writeFileAtomically(decisionFile(folder), `${JSON.stringify(PendingSwitch.parse(decision))}\n`, 0o600)
}

/**
 * Carries out what was decided, and sweeps what was not: halves of a restore or a backup that was killed. Called before
 * a database is opened; the caller holds the data lock.
 */
export async function finishSwitch(folder: string): Promise<void> {
  try {
    const decision = await readDecision(folder)
    if (decision) await carryOut(folder, decision)
    for (const name of await readdir(folder)) if (/^\.(restore|backup)[-.]/.test(name)) await rm(join(folder, name), { recursive: true })
  } catch (error) {
    throw asDiskRefusal(error, folder) ?? error
  }
}

async function carryOut(folder: string, { staged, aside }: PendingSwitch): Promise<void> {
  await mkdir(join(folder, aside), { recursive: true, mode: 0o700 })
  for (const name of switchedFiles) {
    const made = join(folder, staged, name)
    // Gone from there: it was put in its place before the process was killed.
    if (!existsSync(made)) continue
    await moveAside(folder, aside, name)
    await rename(made, join(folder, name))
    await syncFolder(folder)
  }
  await rm(join(folder, staged), { recursive: true, force: true })
  // Where nothing was before, nothing was kept.
  await rmdir(join(folder, aside)).catch(() => undefined)
  await rm(decisionFile(folder))
  await syncFolder(folder)
}

/** A database's -wal and -shm first: they belong to the old one, and must never lie beside the new. */
async function moveAside(folder: string, aside: string, name: string): Promise<void> {
  const suffixes = name === databaseName ? [...fileSuffixes].reverse() : ['']
  for (const suffix of suffixes)
    if (existsSync(join(folder, name + suffix))) await rename(join(folder, name + suffix), join(folder, aside, name + suffix))
  await syncFolder(join(folder, aside))
  await syncFolder(folder)
}

/** It is written in one step, so what cannot be read was not written here, and decides nothing. */
async function readDecision(folder: string): Promise<PendingSwitch | undefined> {
  const text = await readFile(decisionFile(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  try {
    return text === undefined ? undefined : PendingSwitch.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
