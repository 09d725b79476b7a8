import { join } from 'node:path'
import { saying } from '@mylzip/shared/domain/saying.ts'
import type { Verdict } from '../check.port.ts'
import { fact, failed, trouble, warning, well } from '../verdict.policy.ts'

export interface FileSight {
  /** Below the data folder; empty: the folder itself. */
  path: string
  kind: 'folder' | 'file' | 'link'
  /** The permission bits; of a link, those of what it leads to. */
  mode: number
  /** Whether it belongs to the user that this program runs as. */
  own: boolean
}

export interface FolderSight {
  folder: string
  files: readonly FileSight[]
  networkKind: string | undefined
}

/**
 * Whether what must be private is. The folder keeps others out by itself (0700); keys and databases are 0600 as well,
 * for the day when somebody opens the folder.
 */
export function judgePrivacy({ folder, files, networkKind }: FolderSight): Verdict {
  const root = files.find(({ path }) => path === '')
  const secret = files.filter(({ path }) => isSecret(path))
  const evidence = [
    fact(saying('seen.data-folder'), `${folder}, ${modeText(root?.mode ?? 0)}`),
    ...secret.map(({ path, mode }) => fact(path, modeText(mode))),
  ]
  if (root?.kind === 'link')
    return failed(trouble('DATA_FOLDER_NOT_PRIVATE', { folder, reason: 'it is a link to another place' }), evidence)
  if (root && !root.own) return failed(trouble('FILES_OF_ANOTHER_USER', { path: folder }), evidence)
  if (root && root.mode & 0o077) return failed(openToOthers(folder, root.mode), evidence)
  const open = secret.find(({ mode }) => mode & 0o077)
  if (open) return warning(openToOthers(open.path, open.mode), evidence)
  const foreign = files.find(({ own }) => !own)
  if (foreign) return warning(trouble('FILES_OF_ANOTHER_USER', { path: join(folder, foreign.path) }), evidence)
  if (networkKind !== undefined) return warning(trouble('DATA_FOLDER_ON_NETWORK', { folder, kind: networkKind }), evidence)
  return well(saying('found.permissions'), evidence)
}

function openToOthers(path: string, mode: number) {
  return trouble('FILES_OPEN_TO_OTHERS', { path, mode: modeText(mode) })
}

/** What holds keys, or everything. */
function isSecret(path: string): boolean {
  return /(^|[\\/])(secrets\.key|privkey\.pem|agent-door\.json|agent\.db(-wal|-shm)?)$/.test(path)
}

function modeText(mode: number): string {
  return `0${(mode & 0o777).toString(8)}`
}
