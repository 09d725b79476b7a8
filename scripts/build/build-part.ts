import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleForNode } from './node-bundle.ts'
import type { PartName } from './parts.ts'
import { buildRenderer } from './renderer.ts'
import { thirdPartyList } from './third-party/third-party-plugin.ts'

type BuildPart = (root: string, outDir: string) => Promise<void>

/** How each part is made, into an empty folder. */
export const buildPart: Record<PartName, BuildPart> = {
  async main(root, outDir) {
    const external = ['electron', 'better-sqlite3']
    // acme-client requires what the agent imports: without this each would be there twice, 700 kB of it.
    const onlyOnce = { axios: 'axios/dist/node/axios.cjs', '@peculiar/x509': '@peculiar/x509/build/x509.cjs.js' }
    const entries = { headless: 'src-main/starting/headless.ts', main: 'src-main/main.ts', mylzip: 'src-main/starting/mylzip.ts' }
    await bundleForNode({ root, outDir, external, entries, onlyOnce, plugins: [thirdPartyList(root)] })
    // A sandboxed preload script cannot be an ES module.
    await bundleForNode({ root, outDir, external, entries: { preload: 'src-main/electron/preload.ts' }, format: 'cjs' })
    // PowerShell reads them, not Node: they stay files (src-main/system/powershell/scripts-folder.adapter.ts).
    await cp(join(root, 'src-main/system/powershell/scripts'), join(outDir, 'powershell'), { recursive: true })
  },

  async cloud(root, outDir) {
    // PGlite and the API's page read what they need from beside their own files; argon2 is a binary for each platform.
    const external = ['@electric-sql/pglite', '@node-rs/argon2', '@scalar/fastify-api-reference', 'better-sqlite3', 'pg-native']
    await bundleForNode({
      root,
      outDir,
      external,
      entries: { practice: 'src-cloud/practice/main.ts', server: 'src-cloud/server.ts', operator: 'src-cloud/operator/main.ts' },
    })
  },

  async renderer(_root, outDir) {
    await buildRenderer(outDir)
  },

  async powershell(root, outDir) {
    const { buildPowershellModule } = await import('./powershell-module.ts')
    buildPowershellModule(root, outDir)
  },

  // In a process of its own: making a PostgreSQL folder takes over 1 GB for its two seconds.
  async 'database-template'(root, outDir) {
    const child = spawn(process.execPath, [join(root, 'scripts/build/database-template.ts'), outDir], { stdio: ['ignore', 2, 2] })
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`the database template could not be made (exit code ${code})`)
  },
}
