import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../../support/free-port.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { startProduct } from '../../support/product.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const states = { issued: true, installed: true, bound: true, verified: true }

describe.skipIf(!pebbleIsThere)(`npm start with another authority on this machine${pebbleIsThere ? '' : ` (${needsPebble})`}`, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let pebble: StartedPebble
  let dnsPort: number
  beforeAll(async () => {
    folder = await temporaryFolder()
    dnsPort = (await freePorts(1))[0] ?? 0
    pebble = await startPebble({ dnsPort })
  })
  afterAll(async () => {
    await pebble?.stop()
    await folder?.remove()
  })

  async function mainJob(data: string, ...roots: string[]) {
    const rootFile = join(folder.path, 'roots.pem')
    writeFileSync(rootFile, roots.join('\n'))
    const place = ['--data', join(folder.path, data), '--dns-port', String(dnsPort)]
    const product = startProduct([...place, '--directory', pebble.directoryUrl, '--ca-root', rootFile, '--once', '--json'])
    expect(await product.ended, product.stderr()).toBe(0)
    return JSON.parse(product.stdout()) as { serial: string; acmeRequests: number }
  }

  it('gets a certificate, proven through the built-in DNS; knowing nothing but its issuer, it says so, until it learns the root', async () => {
    const first = await mainJob('first', pebble.rootPem)
    expect(first).toMatchObject({ states, trust: 'issuer', domain: expect.stringMatching(/\.practice\.myl\.test$/) })
    expect(first.acmeRequests).toBeGreaterThan(0)
    const second = await mainJob('first', pebble.rootPem, await pebble.issuingRoot())
    expect(second).toMatchObject({ states, trust: 'root', serial: first.serial, acmeRequests: 0 })
  })

  it('proves the first certificate to the root when it was told of the root from the beginning', async () => {
    expect(await mainJob('second', pebble.rootPem, await pebble.issuingRoot())).toMatchObject({ states, trust: 'root' })
  })
})
