import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleForNode } from '../../../scripts/build/node-bundle.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const onlyOnce = { axios: 'axios/dist/node/axios.cjs' }

let folder: { path: string; remove(): Promise<void> }
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder.remove())

test('a bundled program that orders certificates does not load Node’s fetch, nor what signs without it', async () => {
  const entry = join(folder.path, 'entry.ts')
  const at = (path: string) => JSON.stringify(join(root, path))
  writeFileSync(
    entry,
    `import { createSignedRequests } from ${at('src-main/acme/session/jws.adapter.ts')}
     import { createLocalSigner } from ${at('src-main/acme/session/local-signer.adapter.ts')}
     import { createAcmeHttp } from ${at('src-main/acme/session/acme-http.adapter.ts')}
     import { createKeys } from ${at('src-main/acme/keys.adapter.ts')}
     const directoryUrl = 'https://127.0.0.1:9/dir'
     const http = createAcmeHttp({ directoryUrl, extraRootsPem: undefined, userAgent: 'test', clock: { now: Date.now } })
     const signer = createLocalSigner(await createKeys().generate('p-256'))
     const signed = await createSignedRequests({ directoryUrl, signer, send: http.send, nextNonce: async () => 'abc' })
     const failure = await signed.post(directoryUrl, {}, 'kid').catch((error) => error.refusal.code)
     const proof = await signed.keyAuthorization('token')
     const loaded = process.moduleLoadList.filter((name) => name.includes('undici'))
     console.log(JSON.stringify({ failure, proof: proof.startsWith('token.'), loaded }))`,
  )
  await bundleForNode({ root, outDir: join(folder.path, 'out'), external: [], entries: { entry }, onlyOnce })
  const said = execFileSync(process.execPath, [join(folder.path, 'out/entry.js')], { encoding: 'utf8' })
  expect(JSON.parse(said)).toEqual({ failure: 'ACME_UNREACHABLE', proof: true, loaded: [] })
})
