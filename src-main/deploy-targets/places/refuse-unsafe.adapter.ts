import { access, constants, lstat, realpath } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { z } from 'zod'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { foldersAbove, isWithin, pathFault, samePath } from './paths.policy.ts'
import { posixWriters, windowsWriters } from './writers.policy.ts'

export interface Surroundings {
  platform: NodeJS.Platform
  /** Undefined where there is no Windows. */
  powershell: PowerShell | undefined
  /** Where the agent keeps things: nothing is written there, and nothing there is run. */
  dataFolder: string
  /** Where it lies itself: nothing is written there. */
  programFolders: readonly string[]
  /** The user whom the agent runs as where it is no service, by SID; none: it is the system. */
  isService: boolean
}

const unsafe = (path: string, reason: string) => new Refusal('TARGET_PLACE_UNSAFE', { path, reason })

/** A folder that files with keys may be written into. Refuses with TARGET_PLACE_UNSAFE. */
export async function refuseUnsafeFolder(folder: string, { dataFolder, platform, programFolders }: Surroundings): Promise<void> {
  const found = await plainPlace(folder, platform)
  if (!found.isDirectory()) throw unsafe(folder, 'it is no folder')
  for (const own of [dataFolder, ...programFolders])
    if (isWithin(folder, own, platform)) throw unsafe(folder, 'it is one of this program’s own folders')
  if (platform !== 'win32' && (found.mode & 0o002) !== 0) throw unsafe(folder, 'everybody may write there')
}

/** What stands in a file's place, if anything, is a file and no link. Refuses with TARGET_PLACE_UNSAFE. */
export async function refuseUnsafeFile(file: string): Promise<void> {
  const found = await lstat(file).catch(orMissing)
  if (found === undefined || found.isFile()) return
  throw unsafe(file, found.isSymbolicLink() ? 'it is a link to elsewhere' : 'it is no file')
}

/**
 * A program that is run with the rights of the agent, and files that it is given: nobody else could have changed them, nor the
 * folders they lie in. Refuses with TARGET_PLACE_UNSAFE.
 */
export async function refuseUnsafeProgram(program: string, args: readonly string[], around: Surroundings): Promise<void> {
  const { dataFolder, platform } = around
  const found = await plainPlace(program, platform)
  if (!found.isFile()) throw unsafe(program, 'it is no file')
  if (isWithin(program, dataFolder, platform)) throw unsafe(program, 'it lies where this program keeps its data')
  if (platform !== 'win32') await access(program, constants.X_OK).catch(() => Promise.reject(unsafe(program, 'it cannot be executed')))
  await refuseOtherWriters(program, around)
  for (const argument of args) {
    if (pathFault(argument, platform) !== undefined) continue
    const named = await lstat(argument).catch(orMissing)
    if (named === undefined || named.isDirectory()) continue
    await plainPlace(argument, platform)
    await refuseOtherWriters(argument, around)
  }
}

async function refuseOtherWriters(file: string, around: Surroundings): Promise<void> {
  const all = [file, ...foldersAbove(file, around.platform)]
  if (around.platform === 'win32') return refuseWindowsWriters(all, around)
  for (const path of all) {
    const { mode, uid } = await lstat(path)
    const writers = posixWriters({ path, isFolder: path !== file, user: uid, mode }, process.getuid?.() ?? 0)
    if (writers) throw unsafe(path, writers)
  }
}

const Found = z.object({
  own: z.string(),
  entries: z.array(
    z.object({
      path: z.string(),
      owner: z.string(),
      rules: z.array(z.object({ sid: z.string(), rights: z.int(), allows: z.boolean(), inheritOnly: z.boolean() })),
    }),
  ),
})

async function refuseWindowsWriters(paths: string[], { isService, powershell }: Surroundings): Promise<void> {
  if (!powershell) throw new Error('Windows has PowerShell')
  const { entries, own } = await powershell.run({ script: 'targets/who-may-write', data: { paths }, answer: Found })
  for (const [index, entry] of entries.entries()) {
    const nearness = index === 0 ? 'file' : index === 1 ? 'folder' : 'above'
    const writers = windowsWriters(entry, nearness, isService ? [] : [own])
    if (writers) throw unsafe(entry.path, writers)
  }
}

/** There, where it says, and not by way of a link. */
async function plainPlace(path: string, platform: NodeJS.Platform) {
  const fault = pathFault(path, platform)
  if (fault) throw unsafe(path, fault)
  const real = await realpath(path).catch(orMissing)
  if (real === undefined) throw unsafe(path, 'it is not there')
  if (!samePath(real, path, platform)) throw unsafe(path, `it leads by a link to ${real}`)
  return lstat(path)
}

function orMissing(error: unknown): undefined {
  const code = systemErrorCode(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
  throw unsafe(error instanceof Error && 'path' in error ? String(error.path) : '', code ?? String(error))
}
