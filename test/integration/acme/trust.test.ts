import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

const run = promisify(execFile)

/** What the machine trusts is read once in a process, so each of these is one of its own. */
const asksForTheDirectory = `
  import { createAcmeHttp } from '#main/acme/session/acme-http.adapter.ts'
  const { DIRECTORY: directoryUrl, EXTRA_ROOTS } = process.env
  const http = createAcmeHttp({ directoryUrl, extraRootsPem: EXTRA_ROOTS || undefined, userAgent: 'test', clock: { now: Date.now } })
  const statuses = await Promise.all([1, 2, 3].map(() => http.send({ url: directoryUrl, method: 'get' }).then(({ status }) => status, ({ refusal }) => refusal.code)))
  console.log(JSON.stringify({ statuses, requests: http.requests() }))
  process.exit()`

describe.skipIf(!pebbleIsThere)(`an authority's own certificate (${needsPebble})`, () => {
  let pebble: StartedPebble
  let folder: { path: string; remove(): Promise<void> }
  let otherRoot: string

  beforeAll(async () => {
    pebble = await startPebble()
    folder = await temporaryFolder()
    otherRoot = (await createTestAuthority('Another')).rootPem
    await writeFile(join(folder.path, 'pebble.pem'), pebble.rootPem)
    await writeFile(join(folder.path, 'other.pem'), otherRoot)
  })
  afterAll(async () => {
    await pebble.stop()
    await folder.remove()
  })

  async function answers(machineTrusts: 'pebble' | 'other', extraRoots: string): Promise<unknown> {
    const env = { ...process.env, SSL_CERT_FILE: join(folder.path, `${machineTrusts}.pem`), SSL_CERT_DIR: join(folder.path, 'none') }
    const asked = { ...env, DIRECTORY: pebble.directoryUrl, EXTRA_ROOTS: extraRoots }
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', asksForTheDirectory], { env: asked })
    return JSON.parse(stdout)
  }
  const reached = { statuses: [200, 200, 200], requests: 3 }
  const refused = { statuses: Array.from({ length: 3 }, () => 'ACME_TLS_UNTRUSTED'), requests: 3 }

  test('is trusted by a root that was given for it, whatever the machine trusts', async () => {
    expect(await answers('other', pebble.rootPem)).toEqual(reached)
  })

  test('is trusted by a root of the machine, whether or not another one was given', async () => {
    expect(await answers('pebble', '')).toEqual(reached)
    expect(await answers('pebble', otherRoot)).toEqual(reached)
  })

  test('is refused where neither knows it', async () => {
    expect(await answers('other', '')).toEqual(refused)
    expect(await answers('other', otherRoot)).toEqual(refused)
  })
})
