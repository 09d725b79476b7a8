import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'

/** Undefined when there is no such file. */
export async function orMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return undefined
    throw error
  })
}
