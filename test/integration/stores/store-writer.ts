/** A process that installs, switches and removes without end, to be killed in the middle of it. */
import { readFileSync } from 'node:fs'
import { createDirectoryStore } from '../../../src-main/stores/directory-store.adapter.ts'
import type { KeyAndChain } from '../../../src-main/stores/store.port.ts'

const [folder = '', bundlesFile = ''] = process.argv.slice(2)
const bundles = JSON.parse(readFileSync(bundlesFile, 'utf8')) as (KeyAndChain & { thumbprint: string })[]
const store = createDirectoryStore({ folder })
process.send?.('ready')
for (;;) {
  for (const bundle of bundles) {
    await store.install(bundle)
    await store.makeCurrent(bundle.name, bundle.thumbprint)
  }
  for (const { name, thumbprint } of bundles.slice(0, -1)) await store.remove(name, thumbprint)
}
