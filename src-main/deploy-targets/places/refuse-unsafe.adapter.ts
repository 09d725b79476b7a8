import { access, constants, lstat, realpath } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { foldersAbove, isWithin, pathFault, placeNamedBy, samePath } from './paths.policy.ts'
import { type Asking, refuseOtherWriters } from './refuse-writers.adapter.ts'

export interface Surroundings extends Asking {
  /** Where the agent keeps things: nothing is written there, and nothing there is run. */
  dataFolder: string
  /** Where it lies itself: nothing is written there. */
  programFolders: readonly string[]
}

const unsafe = (path: string, reason: string) => new Refusal('TARGET_PLACE_UNSAFE', { path, reason })

/** A folder that files with keys may be written into. Refuses with TARGET_PLACE_UNSAFE. */
export async function refuseUnsafeFolder(folder: string, around: Surroundings): Promise<void> {
  const { dataFolder, platform, programFolders } = around
  const found = await plainPlace(folder, platform)
  if (!found.isDirectory()) throw unsafe(folder, 'it is no folder')
  for (const own of [dataFolder, ...programFolders])
    if (isWithin(folder, own, platform)) throw unsafe(folder, 'it is one of this program’s own folders')
  if (platform !== 'win32' && (found.mode & 0o002) !== 0) throw unsafe(folder, 'everybody may write there')
  // Whoever may swap names there has whoever is more than they are write, give away and open up other files.
  if (platform === 'win32' || process.getuid?.() === 0) await refuseOtherWriters(folder, 'folder', around)
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
  await refuseOtherWriters(program, 'file', around)
  for (const argument of args) await refuseUnsafeArgument(argument, program, around)
}

/** Also of what is not there: somebody could make it before the program looks. And of a folder: programs run what they find in one. */
async function refuseUnsafeArgument(argument: string, program: string, around: Surroundings): Promise<void> {
  const { platform } = around
  const path = placeNamedBy(argument, program, platform)
  if (path === undefined) return
  // One that is not absolute may be any text with a slash in it: then it is the program's own folder that is looked at.
  if (path === argument) refuseFault(path, platform)
  const place = await nearestThere(path, platform)
  const isFolder = (await plainPlace(place, platform)).isDirectory()
  await refuseOtherWriters(place, isFolder ? 'folder' : 'file', around)
}

async function nearestThere(path: string, platform: NodeJS.Platform): Promise<string> {
  for (const place of [path, ...foldersAbove(path, platform)]) if (await lstat(place).catch(orMissing)) return place
  return path
}

function refuseFault(path: string, platform: NodeJS.Platform): void {
  const fault = pathFault(path, platform)
  if (fault) throw unsafe(path, fault)
}

/** There, where it says, and not by way of a link. */
async function plainPlace(path: string, platform: NodeJS.Platform) {
  refuseFault(path, platform)
  const real = await realpath(path).catch(orMissing)
  if (real === undefined) throw unsafe(path, 'it is not there')
  if (!samePath(real, path, platform)) throw unsafe(path, `it leads by a link to ${real}`)
  return lstat(path)
}

function orMissing(error: unknown): undefined {
  const code = systemErrorCode(error)
  // What is too long for a path names none.
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined
  throw unsafe(error instanceof Error && 'path' in error ? String(error.path) : '', code ?? String(error))
}
