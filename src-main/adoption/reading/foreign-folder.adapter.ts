import { constants, type Dirent } from 'node:fs'
import { type FileHandle, open, opendir, realpath } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { isNetworkPath } from './path.policy.ts'

/** The most entries of one folder that are looked at. */
export const mostEntries = 5_000

export interface ForeignEntry {
  name: string
  kind: 'file' | 'folder' | 'other'
}

/**
 * A folder of another program, to look at only: nothing here can open a file for writing. Links are followed as far as
 * they stay inside, or lead into a folder that was named beside it; what is no regular file (a pipe, a device) is refused before anything is read from it.
 */
export interface ForeignFolder {
  readonly path: string
  /** Where something in it lies, for people. */
  at(...way: string[]): string
  /** In order of names; undefined when there is no such folder. Refuses with ADOPTION_FOLDER_UNREADABLE, _FILE_OUTSIDE. */
  list(...way: string[]): Promise<ForeignEntry[] | undefined>
  /** Undefined when there is no such file. Refuses with ADOPTION_FILE_UNREADABLE, _FILE_TOO_LARGE, _FILE_OUTSIDE. */
  read(file: string, limit: number): Promise<Buffer | undefined>
  /** What was left out of a list because it was too long. */
  leftOut(): Refusal[]
}

/** Further folders that a person has named together with one: what leads there may be followed. */
export interface Neighbours {
  folders: readonly string[]
  /** Those that something led to. */
  reached: Set<string>
}

/** `path` need not be there. */
export function openForeignFolder(path: string, neighbours: Neighbours = { folders: [], reached: new Set() }): ForeignFolder {
  const tooFull = new Set<string>()

  /** Which of the folders that were named holds the target, links not followed, or followed; undefined for none. */
  async function namedAround(target: string, follow: boolean): Promise<string | undefined> {
    if (isInside(follow ? await realpath(path) : path, target)) return path
    for (const folder of neighbours.folders) {
      const place = follow ? await orMissing(realpath(folder)) : folder
      if (place !== undefined && isInside(place, target)) return folder
    }
    return undefined
  }

  /** The place itself, whichever links lead to it; undefined when it is not there. */
  async function placeOf(target: string): Promise<string | undefined> {
    for (const folder of [path, ...neighbours.folders])
      if (isNetworkPath(folder)) throw new Refusal('ADOPTION_FOLDER_UNREADABLE', { folder, reason: 'it lies on another machine' })
    if ((await namedAround(target, false)) === undefined) throw new Refusal('ADOPTION_FILE_OUTSIDE', { file: target })
    const place = await orMissing(realpath(target))
    if (place === undefined) return undefined
    const around = await namedAround(place, true)
    if (around === undefined) throw new Refusal('ADOPTION_FILE_OUTSIDE', { file: target })
    if (around !== path) neighbours.reached.add(around)
    return place
  }

  const at = (...way: string[]) => join(path, ...way)

  return {
    path,
    at,
    async list(...way) {
      const folder = at(...way)
      try {
        const place = await placeOf(folder)
        if (place === undefined) return undefined
        const { entries, complete } = await entriesOf(place)
        if (!complete) tooFull.add(folder)
        return entries.sort((one, other) => (one.name < other.name ? -1 : 1))
      } catch (error) {
        throw asRefusal(error, 'ADOPTION_FOLDER_UNREADABLE', { folder })
      }
    },
    async read(file, limit) {
      try {
        const place = await placeOf(file)
        return place === undefined ? undefined : await readBounded(place, file, limit)
      } catch (error) {
        throw asRefusal(error, 'ADOPTION_FILE_UNREADABLE', { file })
      }
    },
    leftOut: () => [...tooFull].map((folder) => new Refusal('ADOPTION_FOLDER_TOO_FULL', { folder, limit: mostEntries })),
  }
}

async function entriesOf(place: string): Promise<{ entries: ForeignEntry[]; complete: boolean }> {
  const entries: ForeignEntry[] = []
  for await (const entry of await opendir(place)) {
    if (entries.length === mostEntries) return { entries, complete: false }
    entries.push({ name: entry.name, kind: kindOf(entry) })
  }
  return { entries, complete: true }
}

/** A link may be either; whoever follows it finds out. */
function kindOf(entry: Dirent): ForeignEntry['kind'] {
  if (entry.isFile()) return 'file'
  return entry.isDirectory() ? 'folder' : 'other'
}

/** Not to wait for a writer of a pipe, not to be led on by a link that took the file's place. Windows has neither. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0)

async function readBounded(place: string, file: string, limit: number): Promise<Buffer> {
  const handle = await open(place, flags)
  try {
    if (!(await handle.stat()).isFile()) throw new Refusal('ADOPTION_FILE_UNREADABLE', { file, reason: 'it is not a file' })
    const bytes = await readUpTo(handle, limit + 1)
    if (bytes.length > limit) throw new Refusal('ADOPTION_FILE_TOO_LARGE', { file, limit })
    return bytes
  } finally {
    await handle.close()
  }
}

/** Sizes of files are not believed: one may grow while it is read. */
async function readUpTo(handle: FileHandle, most: number): Promise<Buffer> {
  const { size } = await handle.stat()
  const buffer = Buffer.alloc(Math.min(most, size + 1))
  let filled = 0
  for (let read = -1; read !== 0 && filled < buffer.length; filled += read)
    read = (await handle.read(buffer, filled, buffer.length - filled, filled)).bytesRead
  return buffer.subarray(0, filled)
}

function isInside(folder: string, place: string): boolean {
  const way = relative(folder, place)
  return way === '' || !(isAbsolute(way) || way === '..' || way.startsWith(`..${sep}`))
}

async function orMissing<T>(result: Promise<T>): Promise<T | undefined> {
  return result.catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return undefined
    throw error
  })
}

/** What the system says becomes a refusal about this place; a defect stays what it is. */
function asRefusal(error: unknown, code: 'ADOPTION_FOLDER_UNREADABLE' | 'ADOPTION_FILE_UNREADABLE', data: Record<string, string>): unknown {
  const reason = error instanceof Refusal ? undefined : systemErrorCode(error)
  return reason === undefined ? error : new Refusal(code, { ...data, reason }, { cause: error })
}
