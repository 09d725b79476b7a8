import { lstat, readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { FileSight } from './private-files.policy.ts'

/** A folder that somebody filled with something else must not keep the doctor busy for ever. */
const most = 5_000

/** Everything in the folder with its rights, the folder itself first. Links are not followed. */
export async function lookAtFiles(folder: string): Promise<FileSight[]> {
  const found: FileSight[] = []
  const left = [folder]
  for (let path = left.shift(); path !== undefined && found.length < most; path = left.shift()) {
    const seen = await lstat(path).catch(() => undefined)
    // Files come and go while the agent works.
    if (!seen) continue
    const kind = seen.isSymbolicLink() ? 'link' : seen.isDirectory() ? 'folder' : 'file'
    // Of a link the system says 0777, whoever may read what it leads to; one that leads nowhere opens nothing.
    const mode = kind === 'link' ? ((await stat(path).catch(() => undefined))?.mode ?? 0) : seen.mode
    found.push({ path: relative(folder, path), kind, mode: mode & 0o777, own: seen.uid === process.getuid?.() })
    if (kind === 'folder') for (const name of await readdir(path).catch(() => [])) left.push(join(path, name))
  }
  return found
}
