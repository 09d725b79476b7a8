import { createHash } from 'node:crypto'
import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join, relative } from 'node:path'

/**
 * Everything in a folder, with what somebody could have changed of it: kind, mode, owner, size, times of content and of
 * attributes, content, where links lead. Two that are equal say that nothing was touched and nothing added.
 */
export async function treeOf(root: string): Promise<Record<string, string>> {
  const tree: Record<string, string> = {}
  async function visit(path: string): Promise<void> {
    const found = await lstat(path)
    const { ctimeMs, gid, mode, mtimeMs, size, uid } = found
    const content = found.isFile()
      ? createHash('sha256')
          .update(await readFile(path))
          .digest('hex')
      : found.isSymbolicLink()
        ? await readlink(path)
        : ''
    tree[relative(root, path)] = [mode, uid, gid, found.isDirectory() ? '' : size, mtimeMs, ctimeMs, content].join(' ')
    if (found.isDirectory()) for (const name of (await readdir(path)).sort()) await visit(join(path, name))
  }
  await visit(root)
  return tree
}
