import { saying } from '@mylzip/shared/domain/saying.ts'
import type { Verdict } from '../check.port.ts'
import { fact, failed, trouble, warning, well } from '../verdict.policy.ts'

export interface DiskSight {
  folder: string
  /** statfs(2)’s f_type. */
  type: number
  /** Bytes this user may still write, and all there are. */
  free: number
  size: number
  /** Files that may still be made; undefined where there is no such limit. */
  freeFiles: number | undefined
  /** The system’s code with which a trial failed; undefined when it was written. */
  writing: string | undefined
}

const mebibyte = 1024 * 1024
const little = 100 * mebibyte
const fewFiles = 200

/** Codes that mean there is no room, and those that mean there is no permission, are refused by a run in two ways. */
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

export function judgeDisk({ folder, free, size, freeFiles, writing }: DiskSight): Verdict {
  const evidence = [
    fact(saying('seen.data-folder'), folder),
    fact(saying('seen.free'), saying('seen.free-of', { free: sizeText(free), size: sizeText(size) })),
    ...(freeFiles === undefined ? [] : [fact(saying('seen.free-files'), freeFiles)]),
    fact(saying('seen.trial'), writing ?? saying('seen.trial-done')),
  ]
  if (writing !== undefined && full.has(writing)) return failed(trouble('DISK_FULL', { folder }), evidence)
  if (writing !== undefined) return failed(trouble('DATA_FOLDER_UNWRITABLE', { folder, reason: writing }), evidence)
  if (free < little || (freeFiles !== undefined && freeFiles < fewFiles))
    return warning(trouble('DISK_ALMOST_FULL', { folder, free: free < little ? sizeText(free) : `room for ${freeFiles} files` }), evidence)
  return well(saying('found.disk-space', { free: sizeText(free) }), evidence)
}

/** statfs(2): file systems whose locks and syncs end at another machine’s discretion. */
const networkKinds: Readonly<Record<number, string>> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'CIFS',
  4266872130: 'SMB2',
  1397113167: 'AFS',
  16914839: '9P',
  1937076805: 'Coda',
  12805120: 'Ceph',
}

/** The kind of network drive, or undefined for a disk of this machine. On Windows the path tells. */
export function networkKindOf(type: number, folder: string): string | undefined {
  if (/^\\\\[^?.]/.test(folder)) return 'a Windows share'
  // Where f_type is signed, CIFS comes as a negative number.
  return networkKinds[type >>> 0]
}

function sizeText(bytes: number): string {
  if (bytes >= 1024 * mebibyte) return `${(bytes / 1024 / mebibyte).toFixed(1)} GiB`
  return bytes >= mebibyte ? `${Math.floor(bytes / mebibyte)} MiB` : `${Math.floor(bytes / 1024)} KiB`
}
