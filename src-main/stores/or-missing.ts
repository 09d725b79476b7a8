import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'

/** Undefined when there is no such file. */
export const orMissing = <T>(reading: Promise<T>) => unless(reading, ['ENOENT', 'ENOTDIR'])

/** Undefined when it is another user's, who lets nobody else at it. */
export const orOutOfReach = <T>(reading: Promise<T>) => unless(reading, outOfReach)

export const outOfReach: readonly string[] = ['EACCES', 'EPERM']

async function unless<T>(reading: Promise<T>, codes: readonly string[]): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    if (codes.includes(systemErrorCode(error) ?? '')) return undefined
    throw error
  })
}
