import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startPebble } from '../../../test/support/pebble.ts'
import { temporaryFolder } from '../../../test/support/temporary-folder.ts'
import { type CountingProxy, startCountingProxy } from './counting-proxy.ts'
import { startWebRoot } from './web-root.ts'

/** What every client is measured on: one Pebble behind one proxy, one web root, one folder for all they write. */
export interface Ground {
  folder: string
  proxy: CountingProxy
  webRoot: string
  /** The root of the CA's HTTPS, as a file. */
  rootFile: string
  /** A name that no certificate was ordered for yet. */
  newName(): string
  stop(): Promise<void>
}

/**
 * `reuse`: every authorization that is still valid is used again, so new names for a new certificate and the same for a
 * renewal. Without it where many order at once: Pebble 2.10 can lock itself up when it looks for what to use again.
 */
export async function prepareGround({ reuse }: { reuse: boolean }): Promise<Ground> {
  const folder = await temporaryFolder()
  const web = await startWebRoot(join(folder.path, 'web'))
  const pebble = await startPebble({ env: { PEBBLE_AUTHZREUSE: reuse ? '100' : '0' }, config: { httpPort: web.port } })
  const proxy = await startCountingProxy(pebble)
  const rootFile = join(folder.path, 'ca-root.pem')
  writeFileSync(rootFile, pebble.rootPem)
  return {
    folder: folder.path,
    proxy,
    webRoot: web.folder,
    rootFile,
    newName: () => `${randomBytes(5).toString('hex')}.bench.test`,
    async stop() {
      await proxy.stop()
      await Promise.all([pebble.stop(), web.stop()])
      await folder.remove()
    },
  }
}
