import { statfs } from 'node:fs/promises'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { writeTrial } from '../../system/files/trial.adapter.ts'
import type { DiskSight } from './disk.policy.ts'

/** Looks at the disk that holds a folder, and sees whether something as large as a renewal can still be written there; it is removed again. */
export async function lookAtDisk(folder: string): Promise<DiskSight> {
  const { type, bsize, bavail, blocks, ffree, files } = await statfs(folder)
  return {
    folder,
    type,
    free: bavail * bsize,
    size: blocks * bsize,
    freeFiles: files === 0 ? undefined : ffree,
    writing: await writeTrial(folder).then(
      () => undefined,
      (error: unknown) => systemErrorCode(error) ?? String(error),
    ),
  }
}
