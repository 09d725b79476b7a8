import { access, link, rename, rm } from 'node:fs/promises'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'

/**
 * Gives a finished file its name where nothing has that name yet; throws as node:fs does otherwise (EEXIST). A link is made
 * only where nothing is; a rename would replace. Disks without links (FAT, exFAT) are looked at first.
 */
export async function publishFile(part: string, file: string): Promise<void> {
  try {
    await link(part, file)
  } catch (error) {
    if (!withoutLinks.has(systemErrorCode(error) ?? '')) throw error
    if (await isThere(file)) throw Object.assign(new Error(`${file} is there already`, { cause: error }), { code: 'EEXIST' })
    return rename(part, file)
  }
  await rm(part)
}

export async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EISDIR', 'UNKNOWN'])
