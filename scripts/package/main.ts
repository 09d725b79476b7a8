import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from '../build/ensure-built.ts'
import { stageServiceFiles } from './service-files.ts'
import { serviceNode } from './service-node.ts'

// npm run package [-- arguments of electron-builder]: the installers for Windows, into dist/. On a machine without Windows
// “-- --dir -c.electronDist=<folder>” makes the folder that would be packed, of a Windows Electron that lies there.

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Where the program looks for new versions: what is in dist/ goes there. */
const updates = process.env.MYLZIP_UPDATES || 'https://download.myl.zip/ssl'
await ensureBuilt(root)
const files = 'out/service'
await stageServiceFiles(root, join(root, files), await serviceNode(root))
const builder = join(root, 'node_modules/electron-builder/cli.js')
const { status } = spawnSync(process.execPath, [builder, '--win', '--publish', 'never', ...process.argv.slice(2)], {
  cwd: root,
  env: { ...process.env, MYLZIP_SERVICE_FILES: files, MYLZIP_UPDATES: updates },
  stdio: ['ignore', 'inherit', 'inherit'],
})
process.exitCode = status ?? 1
