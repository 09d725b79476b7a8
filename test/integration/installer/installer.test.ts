import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { compileInstaller, hasNsis } from '../../support/installer/compile.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it.skipIf(!hasNsis)('the installer’s own part compiles without a warning, as electron-builder demands (needs makensis)', async () => {
  const folder = await temporaryFolder()
  try {
    await compileInstaller(join(folder.path, 'stub.exe'), join(folder.path, 'recorder.exe'))
    expect(existsSync(join(folder.path, 'stub.exe'))).toBe(true)
  } finally {
    await folder.remove()
  }
})
