import { X509Certificate } from 'node:crypto'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdoptingAgent, startAdoptingAgent } from '../../support/adoption/adopting-agent.ts'
import { runCertbot } from '../../support/adoption/foreign-programs.ts'
import { treeOf } from '../../support/adoption/tree.ts'
import { type FaultingProxy, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { missing } from '../../support/foreign-clients.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const needs = missing('certbot') ?? (pebbleIsThere ? undefined : needsPebble)

describe.skipIf(needs)(`certificates that certbot got (${needs ?? 'from Debian'})`, () => {
  const [alone, web] = ['alone.myl.test', 'web.myl.test']
  let pebble: StartedPebble
  let proxy: FaultingProxy
  let home: Awaited<ReturnType<typeof temporaryFolder>>
  let folder: string
  let webroot: string
  let port: number
  let before: Record<string, string>
  let agent: AdoptingAgent

  beforeAll(async () => {
    pebble = await startPebble({ env: { PEBBLE_VA_ALWAYS_VALID: '1' } })
    proxy = await startFaultingProxy(pebble)
    home = await temporaryFolder()
    folder = join(home.path, 'letsencrypt')
    webroot = join(home.path, 'www')
    await mkdir(webroot)
    const rootFile = join(home.path, 'root.pem')
    await writeFile(rootFile, pebble.rootPem)
    const at = { directoryUrl: proxy.directoryUrl, rootFile }
    port = (await runCertbot(at, folder, [alone, `other.${alone}`], '--key-type', 'rsa', '--deploy-hook', 'true')).port
    await runCertbot(at, folder, [web], '--webroot', '-w', webroot)
    await runCertbot(at, folder, [web], '--webroot', '-w', webroot, '--force-renewal')
    before = await treeOf(folder)
    agent = await startAdoptingAgent({ directoryUrl: proxy.directoryUrl, rootPem: pebble.rootPem })
    proxy.requests.length = 0
  }, 60_000)
  afterAll(async () => {
    await agent?.stop()
    await proxy?.stop()
    await pebble?.stop()
    await home?.remove()
  })

  test('are found, each with how its names are proven, in our words', async () => {
    const { certificates, folders, problems } = await agent.scan([folder])
    expect(folders).toEqual([{ source: 'certbot', folder }])
    expect(problems).toEqual([])
    expect(certificates.map(({ id }) => id)).toEqual([alone, web])
    const account = { url: expect.stringContaining('/my-account/'), contact: expect.any(Array), obstacle: null }
    const common = { obstacle: null, directory: proxy.directoryUrl, account, problems: [], managedAs: null }
    expect(certificates[0]).toMatchObject({
      ...common,
      names: [alone, `other.${alone}`],
      keyType: 'rsa-2048',
      proof: { via: 'http-listener', port },
      deployHints: expect.arrayContaining(['after each renewal certbot runs: true']),
    })
    expect(certificates[1]).toMatchObject({ ...common, names: [web], keyType: 'p-256', proof: { via: 'http-webroot', folder: webroot } })
  })

  test('of a renewed one the newest version counts, which live/ leads to', async () => {
    const newest = new X509Certificate(await readFile(join(folder, 'archive', web, 'cert2.pem'), 'utf8'))
    const found = (await agent.scan([folder])).certificates[1]
    expect(found?.thumbprint).toBe(newest.fingerprint.replaceAll(':', ''))
  })

  test('are taken over without an order; the account goes with the first of them', async () => {
    const first = await agent.takeOver({ source: 'certbot', folder, id: alone })
    await agent.planned()
    const second = await agent.takeOver({ source: 'certbot', folder, id: web })
    await agent.planned()
    expect([first.accountTaken, second.accountTaken]).toEqual([true, false])
    expect(first.notices.map(({ code }) => code)).toEqual(['ADOPTION_OTHER_PROGRAM_RENEWS'])
    expect(second.notices.map(({ code }) => code)).toEqual(['ADOPTION_ACCOUNT_LEFT', 'ADOPTION_OTHER_PROGRAM_RENEWS'])
    expect(proxy.count('/order-plz')).toBe(0)
    for (const { certificateId } of [first, second])
      expect((await agent.certificates.get(certificateId)).renewal).toMatchObject({ reason: 'ari-window' })
    expect((await agent.certificates.get(second.certificateId)).proof).toEqual({ via: 'http-webroot', folder: webroot })
  })

  test('renew with certbot’s account, whose key is RSA', async () => {
    const [managed] = (await agent.scan([folder])).certificates
    expect(await agent.renew(managed?.managedAs ?? '')).toBeUndefined()
    expect(proxy.count('/order-plz')).toBe(1)
    expect(proxy.count('/sign-me-up')).toBe(0)
  })

  test('are found in a copy of the folder too, where the paths in the settings lead nowhere', async () => {
    const copy = join(home.path, 'copied')
    await cp(folder, copy, { recursive: true, verbatimSymlinks: true })
    const { certificates } = await agent.scan([copy])
    expect(certificates.map(({ obstacle }) => obstacle)).toEqual([null, null])
  })

  test('and nothing of certbot’s was changed by all this', async () => {
    expect(await treeOf(folder)).toEqual(before)
  })
})
