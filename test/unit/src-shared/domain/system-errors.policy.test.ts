import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { isDiskFull } from '@mylzip/shared/domain/system-errors.policy.ts'
import { describe, expect, it, test } from 'vitest'

const failure = (code: string) => Object.assign(new Error(`${code}: as the system says it`), { code })

describe('a reason that only the system knows by a code', () => {
  it.each([
    ['EACCES', 'this user has no permission there'],
    ['EROFS', 'that disk can be read only'],
    ['EEXIST', 'something else lies in its place'],
    ['SQLITE_CANTOPEN_ISDIR', 'its database cannot be opened by this user'],
  ])('%s is said in words, and kept for programs', (reason, words) => {
    const refusal = new Refusal('DATA_FOLDER_UNWRITABLE', { folder: '/data', reason })
    expect(refusal.message).toBe(`The data folder /data cannot be written: ${words}.`)
    expect(refusal.data.reason).toBe(reason)
  })

  it('is left alone when it is in words already', () => {
    expect(new Refusal('BUILD_FAILED', { reason: 'the build ended with 1' }).message).toContain(': the build ended with 1.')
  })
})

describe('a full disk', () => {
  test.each(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', '53100'])('is what %s says', (code) => {
    expect(isDiskFull(failure(code))).toBe(true)
    expect(isDiskFull(new Error('the database failed', { cause: failure(code) }))).toBe(true)
  })
  test.each([failure('EACCES'), new Error('ENOSPC'), undefined])('is not what %s says', (error) => {
    expect(isDiskFull(error)).toBe(false)
  })
})
