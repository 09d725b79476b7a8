import { lstat } from 'node:fs/promises'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { readRights } from '../../system/rights/windows-rights.adapter.ts'
import { openTo, windowsWriters } from '../../system/rights/windows-writers.policy.ts'
import { foldersAbove, sharedPathFault } from './paths.policy.ts'
import { posixWriters } from './writers.policy.ts'

export interface Asking {
  platform: NodeJS.Platform
  /** Undefined where there is no Windows. */
  powershell: PowerShell | undefined
  /** Else it runs as a user, whom it trusts as it trusts the system. */
  isService: boolean
}

/**
 * Nobody else could change a file, or what lies in a folder, nor put another in its place further up; absolute, plain, and there. Refuses
 * with TARGET_PLACE_UNSAFE.
 */
export async function refuseOtherWriters(path: string, kind: 'file' | 'folder', asking: Asking): Promise<void> {
  const all = [path, ...foldersAbove(path, asking.platform)]
  if (asking.platform === 'win32') return refuseWindowsWriters(all, kind, asking)
  for (const each of all) {
    const { mode, uid } = await lstat(each)
    refuse(each, posixWriters({ isAbove: each !== path, user: uid, mode }, process.getuid?.() ?? 0))
  }
}

/**
 * A folder of Windows, perhaps another machine's, in which keys lie without a password: not everybody reads or writes there. Refuses
 * with TARGET_PLACE_UNSAFE.
 */
export async function refuseOpenFolder(folder: string, asking: Pick<Asking, 'powershell'>): Promise<void> {
  refuse(folder, sharedPathFault(folder))
  const { entries } = await read([folder], asking)
  for (const entry of entries) refuse(entry.path, openTo(entry))
}

async function refuseWindowsWriters(paths: string[], kind: 'file' | 'folder', asking: Asking): Promise<void> {
  const { entries, own } = await read(paths, asking)
  const near = kind === 'file' ? (['file', 'folder'] as const) : (['folder'] as const)
  for (const [index, entry] of entries.entries())
    refuse(entry.path, windowsWriters(entry, near[index] ?? 'above', asking.isService ? [] : [own]))
}

async function read(paths: string[], { powershell }: Pick<Asking, 'powershell'>): ReturnType<typeof readRights> {
  if (!powershell) throw new Error('Windows has PowerShell')
  try {
    return await readRights(powershell, paths)
  } catch (error) {
    // Of what cannot be looked at nobody knows who may write there: a share that is not reached, or shut to this identity.
    if (!isRefusal(error, 'POWERSHELL_FAILED', 'POWERSHELL_DENIED')) throw error
    throw new Refusal('TARGET_PLACE_UNSAFE', { path: paths[0] ?? '', reason: String(error.data.reason) }, { cause: error })
  }
}

function refuse(path: string, reason: string | undefined): void {
  if (reason !== undefined) throw new Refusal('TARGET_PLACE_UNSAFE', { path, reason })
}
