import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import packageJson from '../../package.json' with { type: 'json' }
import { filled, manifestNames, releaseFacts } from './manifests.ts'

// npm run winget -- FOLDER ADDRESS: writes the manifests of this version into FOLDER/winget. FOLDER holds both installers as they
// are published, signed; ADDRESS is the https address of the folder they are published in.

const root = fileURLToPath(new URL('../..', import.meta.url))
const [folder = '', address = ''] = process.argv.slice(2)
if (folder === '' || !/^https:\/\/.+\/$/.test(address)) {
  process.stderr.write(
    'npm run winget -- <folder with both installers> <https address of the folder they are published in, ending in “/”>\n',
  )
  process.exitCode = 2
} else {
  const facts = await releaseFacts({ version: packageJson.version, folder, address })
  await mkdir(join(folder, 'winget'), { recursive: true })
  for (const name of manifestNames) {
    const template = await readFile(join(root, 'deploy/winget', name), 'utf8')
    await writeFile(join(folder, 'winget', name), filled(template, facts))
  }
}
