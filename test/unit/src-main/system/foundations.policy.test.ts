import { describe, expect, test } from 'vitest'
import { damagedName, meansDamaged, refuseNewer, refuseUndurable } from '#main/system/database/database-file.policy.ts'
import { asDiskRefusal } from '#main/system/files/disk-refusal.policy.ts'
import { refuseOldNode } from '#main/system/node-version.policy.ts'

const failure = (code: string) => Object.assign(new Error(code), { code })

describe('an old Node', () => {
  test.each(['18.19.0', '20.20.2', '23.11.0', 'garbage'])('%s is refused before anything of it can crash', (found) =>
    expect(() => refuseOldNode(found)).toThrow(expect.objectContaining({ code: 'NODE_TOO_OLD', data: expect.objectContaining({ found }) })),
  )
  test.each(['24.0.0', '24.21.0', '30.1.0'])('%s is not', (version) => expect(() => refuseOldNode(version)).not.toThrow())
})

describe('what the disk says', () => {
  test.each(['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE'])('%s means a full disk', (code) =>
    expect(asDiskRefusal(failure(code), '/data')).toMatchObject({ code: 'DISK_FULL', cause: { code } }),
  )
  test.each(['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY_DBMOVED', 'SQLITE_CANTOPEN'])(
    '%s means a folder that cannot be written',
    (code) =>
      expect(asDiskRefusal(failure(code), '/data')).toMatchObject({
        code: 'DATA_FOLDER_UNWRITABLE',
        data: { folder: '/data', reason: code },
      }),
  )
  test.each([failure('ECONNRESET'), failure('SQLITE_CONSTRAINT'), new Error('plain'), 'text', undefined])('%s is something else', (error) =>
    expect(asDiskRefusal(error, '/data')).toBeUndefined(),
  )
})

describe('a database', () => {
  test('of this or an older version is opened, of a newer one refused', () => {
    expect(() => refuseNewer(['0001-first'], ['0001-first', '0002-second'])).not.toThrow()
    expect(() => refuseNewer(['0001-first', '0003-third', '0002-second'], ['0001-first'])).toThrow(
      expect.objectContaining({ code: 'DATABASE_NEWER', data: { found: '0003-third' } }),
    )
  })

  test.each([
    ['wal', 2, true],
    ['wal', 3, true],
    ['wal', 1, false],
    ['wal', 0, false],
    ['delete', 2, false],
    ['memory', 2, false],
  ])('in mode %s with synchronous %i is durable: %s', (mode, synchronous, durable) => {
    const assertion = expect(() => refuseUndurable(mode, synchronous))
    if (durable) assertion.not.toThrow()
    else assertion.toThrow(expect.objectContaining({ code: 'DATABASE_NOT_DURABLE' }))
  })

  test('that is damaged is told from one that cannot be read now', () => {
    expect(meansDamaged(failure('SQLITE_CORRUPT_VTAB'))).toBe(true)
    expect(meansDamaged(failure('SQLITE_NOTADB'))).toBe(true)
    expect(meansDamaged(failure('SQLITE_IOERR_READ'))).toBe(false)
    expect(meansDamaged(failure('SQLITE_BUSY'))).toBe(false)
  })

  test('is kept under a name that every file system takes', () => {
    expect(damagedName('/d/agent.db', 0, 0)).toBe('/d/agent.db.damaged-1970-01-01T00-00-00-000Z')
  })
})
