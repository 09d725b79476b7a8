import { constants, lstat, mkdir, open, readdir, readFile, realpath, rmdir, unlink } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { isPlainToken } from './answer-path.policy.ts'
import { webConfig } from './web-config.policy.ts'

/** A web server reads them under an account of its own. */
const folderMode = 0o755
const fileMode = 0o644
const levels = ['.well-known', 'acme-challenge'] as const

/**
 * The answers in a web server's folder. What is there already is never overwritten, followed out of the folder (symbolic
 * links, junctions) or removed. Refuses with WEBROOT_UNUSABLE, WEBROOT_FILE_FOREIGN, or ACME_PROTOCOL for a token that is
 * no plain text.
 */
export function createWebrootFiles(folder: string) {
  /** Folders this process made, and so may remove. */
  const made = new Set<string>()
  const unusable = (reason: string, cause?: unknown) => new Refusal('WEBROOT_UNUSABLE', { folder, reason }, { cause })

  async function rootFolder(): Promise<string> {
    if (!isAbsolute(folder)) throw unusable('its path must be given from the root on')
    return realpath(folder)
  }

  /** Level by level, so that none of them is a way out. */
  async function answerFolder(root: string, make: boolean): Promise<string | undefined> {
    let at = root
    for (const level of levels) {
      at = join(at, level)
      const made = make && (await makeFolder(at))
      const found = made ? undefined : await lstat(at).catch(ifMissing)
      if (!made && !found) return undefined
      if (found && !found.isDirectory()) throw unusable(`${level} in there is no plain folder`)
    }
    return at
  }

  async function makeFolder(path: string): Promise<boolean> {
    try {
      await mkdir(path, { mode: folderMode })
    } catch (error) {
      if (systemErrorCode(error) === 'EEXIST') return false
      throw error
    }
    made.add(path)
    // The umask of this program keeps files to itself. Windows has no modes, and opens no folder as a file.
    if (process.platform !== 'win32') {
      const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
      await handle.chmod(folderMode).finally(() => handle.close())
    }
    return true
  }

  /** True when it lies there now; false when something else does. One of ours that a crash cut short is written anew. */
  async function place(path: string, text: string): Promise<boolean> {
    try {
      const handle = await open(path, 'wx', fileMode)
      await handle
        .chmod(fileMode)
        .then(() => handle.writeFile(text))
        .finally(() => handle.close())
      return true
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error
    }
    const there = await ownText(path, text)
    if (there === undefined || there === text) return there === text
    await unlink(path)
    return place(path, text)
  }

  /** What the plain file holds, where it is the text or the beginning of it. */
  async function ownText(path: string, text: string): Promise<string | undefined> {
    const found = await lstat(path).catch(ifMissing)
    if (!found?.isFile() || found.size > Buffer.byteLength(text)) return undefined
    const there = await readFile(path, 'utf8')
    return text.startsWith(there) ? there : undefined
  }

  async function removeOwn(path: string, text: string): Promise<void> {
    if ((await ownText(path, text)) !== undefined) await unlink(path).catch(ifMissing)
  }

  /** What nobody needs any more: the note for IIS, and folders that were not there before. */
  async function tidy(root: string, at: string): Promise<void> {
    const left = await readdir(at)
    if (left.length === 1 && left[0] === 'web.config') await removeOwn(join(at, 'web.config'), webConfig)
    for (const path of [at, join(root, levels[0])]) {
      if (!made.has(path)) return
      const gone = await rmdir(path).then(
        () => true,
        () => false,
      )
      if (!gone) return
      made.delete(path)
    }
  }

  return {
    /** Whether there is a folder at all. */
    async check(): Promise<void> {
      const root = await rootFolder().catch(asUnusable)
      const found = await lstat(root).catch(asUnusable)
      if (!found.isDirectory()) throw unusable('ENOTDIR')
    },
    async write(token: string, text: string): Promise<void> {
      const root = await rootFolder().catch(asUnusable)
      const name = plain(token)
      const at = await answerFolder(root, true).catch(asUnusable)
      if (at === undefined) throw unusable('it vanished')
      const file = join(at, name)
      if (!(await place(file, text).catch(asUnusable))) throw new Refusal('WEBROOT_FILE_FOREIGN', { file })
      // Whoever swapped a folder for a link meanwhile gains nothing.
      if ((await realpath(file)) !== file) {
        await removeOwn(file, text)
        throw unusable('something in there leads out of it')
      }
      await place(join(at, 'web.config'), webConfig).catch(asUnusable)
    },
    async remove(token: string, text: string): Promise<void> {
      const root = await rootFolder().catch(asUnusable)
      const at = await answerFolder(root, false).catch(asUnusable)
      if (at === undefined) return
      await removeOwn(join(at, plain(token)), text).catch(asUnusable)
      await tidy(root, at).catch(asUnusable)
    },
  }

  function asUnusable(error: unknown): never {
    if (error instanceof Refusal) throw error
    throw unusable(systemErrorCode(error) ?? 'it cannot be used', error)
  }
}

function plain(token: string): string {
  if (!isPlainToken(token)) throw new Refusal('ACME_PROTOCOL', { detail: 'its token is no plain text' })
  return token
}

function ifMissing(error: unknown): undefined {
  if (systemErrorCode(error) !== 'ENOENT') throw error
}
