import { X509Certificate } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { type AdoptingAgent, startAdoptingAgent } from '../../support/adoption/adopting-agent.ts'
import { runLego } from '../../support/adoption/foreign-programs.ts'
import { treeOf } from '../../support/adoption/tree.ts'
import { type FaultingProxy, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { missing } from '../../support/foreign-clients.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const needs = missing('lego') ?? (pebbleIsThere ? undefined : needsPebble)

const kinds = [
  ['ec256', 'p-256'],
  ['ec384', 'p-384'],
  ['rsa2048', 'rsa-2048'],
] as const

describe.skipIf(needs).each(kinds)(`a certificate that lego got, with keys of %s (${needs ?? 'from Debian'})`, (legoType, keyType) => {
  const name = 'lego.myl.test'
  let pebble: StartedPebble
  let proxy: FaultingProxy
  let home: Awaited<ReturnType<typeof temporaryFolder>>
  let folder: string
  let before: Record<string, string>
  let agent: AdoptingAgent
  let certificateId: string

  beforeAll(async () => {
    pebble = await startPebble({ env: { PEBBLE_VA_ALWAYS_VALID: '1' } })
    proxy = await startFaultingProxy(pebble)
    home = await temporaryFolder()
    folder = join(home.path, '.lego')
    const rootFile = join(home.path, 'root.pem')
    await writeFile(rootFile, pebble.rootPem)
    await runLego({ directoryUrl: proxy.directoryUrl, rootFile }, folder, [name, `www.${name}`], '--key-type', legoType)
    before = await treeOf(folder)
    agent = await startAdoptingAgent({ directoryUrl: proxy.directoryUrl, rootPem: pebble.rootPem })
    proxy.requests.length = 0
  })
  afterAll(async () => {
    await agent?.stop()
    await proxy?.stop()
    await pebble?.stop()
    await home?.remove()
  })

  test('is found with its names, its key, its authority and its account', async () => {
    const { certificates, folders, problems } = await agent.scan([folder])
    expect(folders).toEqual([{ source: 'lego', folder }])
    expect(problems).toEqual([])
    expect(certificates).toHaveLength(1)
    expect(certificates[0]).toMatchObject({
      id: name,
      names: [name, `www.${name}`],
      issuer: expect.stringContaining('Pebble'),
      keyType,
      obstacle: null,
      directory: proxy.directoryUrl,
      proof: null,
      account: { url: expect.stringContaining('/my-account/'), obstacle: null },
      managedAs: null,
    })
  })

  test('is taken over without a single order at the authority', async () => {
    const taken = await agent.takeOver({ source: 'lego', folder, id: name })
    certificateId = taken.certificateId
    await agent.planned()
    expect(taken).toMatchObject({ alreadyManaged: false, accountTaken: true })
    expect(taken.notices.map(({ code }) => code)).toEqual(['ADOPTION_PROOF_UNKNOWN', 'ADOPTION_OTHER_PROGRAM_RENEWS'])
    expect(proxy.requests.filter(({ method }) => method === 'POST')).toEqual([])
    const { current, kind, renewal } = await agent.certificates.get(certificateId)
    expect(kind).toBe('adopted')
    expect(current?.states).toMatchObject({ issued: expect.any(String), installed: expect.any(String), verified: null })
    expect(renewal?.reason).toBe('ari-window')
  })

  test('lies in this program’s store, with the key lego had', async () => {
    const pem = await readFile(join(folder, 'certificates', `${name}.crt`), 'utf8')
    const thumbprint = new X509Certificate(pem).fingerprint.replaceAll(':', '')
    const stored = await agent.store.load(name, thumbprint)
    expect(await agent.store.current(name)).toBe(thumbprint)
    expect(stored?.chainPem).toHaveLength(1)
    expect(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'pem' })).toBe(
      new X509Certificate(stored?.certificatePem ?? '').publicKey.export({ type: 'spki', format: 'pem' }),
    )
  })

  test('is not ordered by the scheduler either, before its time', async () => {
    const [run] = (await agent.dueTasks()).filter(({ key }) => key === `run:${certificateId}`)
    expect(run?.at).toBeGreaterThan(Date.now())
  })

  test('is not taken over a second time', async () => {
    expect(await agent.takeOver({ source: 'lego', folder, id: name })).toEqual({
      certificateId,
      alreadyManaged: true,
      accountTaken: false,
      notices: [],
    })
    expect((await agent.scan([folder])).certificates[0]?.managedAs).toBe(certificateId)
    expect(await certificateRepository(agent.db).list()).toHaveLength(1)
  })

  test('renews with lego’s account, which may say what is replaced', async () => {
    expect(await agent.renew(certificateId)).toBeUndefined()
    const orders = proxy.requests.filter(({ path }) => path === '/order-plz')
    expect(orders).toHaveLength(1)
    const jws = JSON.parse(orders[0]?.body ?? '{}') as { payload: string; protected: string }
    const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
    expect(decoded(jws.payload).replaces).toEqual(expect.stringMatching(/^[\w-]+\.[\w-]+$/))
    const { account } = (await agent.scan([folder])).certificates[0] ?? {}
    expect(new URL(String(decoded(jws.protected).kid)).pathname).toBe(new URL(account?.url ?? '').pathname)
    expect((await agent.certificates.get(certificateId)).current?.number).toBe(2)
  })

  test('renews with an account of this device’s own where lego’s is left, though that may not say what is replaced', async () => {
    const other = await startAdoptingAgent({ directoryUrl: proxy.directoryUrl, rootPem: pebble.rootPem })
    try {
      const taken = await other.takeOver({ source: 'lego', folder, id: name, takeAccount: false })
      await other.planned()
      expect(proxy.count('/sign-me-up')).toBe(0)
      expect(await other.renew(taken.certificateId)).toBeUndefined()
      expect(proxy.count('/sign-me-up')).toBe(1)
      expect((await other.certificates.get(taken.certificateId)).current?.number).toBe(2)
    } finally {
      await other.stop()
    }
  })

  test('and nothing of lego’s was changed by all this', async () => {
    expect(await treeOf(folder)).toEqual(before)
  })

  test('leaves entries in the audit log', () => {
    const said = agent.recorded.map(({ sentence }) => sentence)
    expect(said).toContain(`The certificate for ${name} was taken over from lego, without a new order.`)
    expect(said).toContain(`The account at ${proxy.directoryUrl} was taken over from lego.`)
  })
})
