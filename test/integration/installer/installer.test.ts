import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
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

it('the installer and mylzip.cmd keep the same variables of a user out of the packaged Node', async () => {
  const build = (file: string) => readFile(join(import.meta.dirname, '../../../build', file), 'utf8')
  const byName = /for %%v in \((.+)\) do @set "%%v="/.exec(await build('service/mylzip.cmd'))?.[1]?.split(' ')
  const byInstaller = [...(await build('installer.nsh')).matchAll(/^ {2}!insertmacro withoutVariable (\w+)$/gm)].map(([, name]) => name)
  expect(byName).toEqual(expect.arrayContaining(['NODE_OPTIONS', 'NODE_PATH', 'NODE_COMPILE_CACHE']))
  expect(byInstaller).toEqual(expect.arrayContaining(byName ?? []))
})
