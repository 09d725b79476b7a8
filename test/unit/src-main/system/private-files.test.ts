import { afterEach, expect, test } from 'vitest'
import { keepNewFilesPrivate, withTheirUmask } from '#main/system/files/private-files.ts'

const before = process.umask()
afterEach(() => void process.umask(before))

test.skipIf(process.platform === 'win32')(
  'files are kept private each time that is asked for, though somebody lifted it meanwhile, and others’ programs keep the rights they had (needs modes)',
  () => {
    process.umask(0o022)
    keepNewFilesPrivate()
    process.umask(0o022)
    keepNewFilesPrivate()
    expect(process.umask()).toBe(0o077)
    expect(withTheirUmask(() => process.umask())).toBe(0o022)
    expect(process.umask()).toBe(0o077)
  },
)
