import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { filled, installerName, manifestNames, releaseFacts } from '../../../../scripts/winget/manifests.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const root = join(import.meta.dirname, '../../../..')
/** The reader of electron-builder's own settings. */
const { load } = createRequire(join(root, 'node_modules/app-builder-lib/package.json'))('js-yaml') as { load(text: string): unknown }
const address = 'https://downloads.test/0.1.0/'

async function manifests(): Promise<Record<string, unknown>[]> {
  const folder = await temporaryFolder()
  try {
    for (const processor of ['x64', 'arm64']) await writeFile(join(folder.path, installerName('0.1.0', processor)), processor)
    const facts = await releaseFacts({ version: '0.1.0', folder: folder.path, address })
    const templates = manifestNames.map((name) => readFile(join(root, 'deploy/winget', name), 'utf8'))
    return (await Promise.all(templates)).map((template) => load(filled(template, facts)) as Record<string, unknown>)
  } finally {
    await folder.remove()
  }
}

it('winget finds the same package and version in all three manifests', async () => {
  const all = await manifests()
  for (const manifest of all)
    expect(manifest).toMatchObject({ PackageIdentifier: 'MyLZip.SSL', PackageVersion: '0.1.0', ManifestVersion: '1.12.0' })
  expect(all.map(({ ManifestType }) => ManifestType)).toEqual(['version', 'installer', 'defaultLocale'])
})

it('each installer is named with its own sum, for the machine and for one person', async () => {
  const [, installers] = await manifests()
  const sum = (text: string) => createHash('sha256').update(text).digest('hex').toUpperCase()
  const rows = ['x64', 'arm64'].flatMap((processor) => [
    { Architecture: processor, Scope: 'machine', InstallerSha256: sum(processor), InstallerSwitches: { Custom: '/allusers' } },
    { Architecture: processor, Scope: 'user', InstallerSha256: sum(processor), InstallerSwitches: { Custom: '/currentuser' } },
  ])
  expect(installers?.Installers).toMatchObject(rows)
  expect(installers?.Installers).toMatchObject([{ InstallerUrl: `${address}MyL.Zip%20SSL%20Setup%200.1.0%20x64.exe` }, {}, {}, {}])
})

it('a manifest with something left open is not written', () => {
  expect(() => filled('PackageVersion: {version}', {})).toThrow('version')
})

it('the installers are named as they are built', async () => {
  const settings = load(await readFile(join(root, 'electron-builder.yml'), 'utf8')) as {
    productName: string
    nsis: { artifactName: string }
  }
  const name = filled(settings.nsis.artifactName.replaceAll('$', ''), {
    productName: settings.productName,
    version: '1.2.3',
    arch: 'x64',
    ext: 'exe',
  })
  expect(name).toBe(installerName('1.2.3', 'x64'))
})
