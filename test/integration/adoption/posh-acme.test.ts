import { generateKeyPairSync } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AdoptingAgent, startAdoptingAgent } from '../../support/adoption/adopting-agent.ts'
import { writePoshOrder, writePoshServer } from '../../support/adoption/posh-acme-folder.ts'
import { treeOf } from '../../support/adoption/tree.ts'
import { opensslIsThere } from '../../support/openssl.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority, type TestAuthority } from '../../support/test-authority.ts'

const directory = 'https://acme-v02.api.letsencrypt.org/directory'

describe.skipIf(!opensslIsThere)('certificates of Posh-ACME (needs openssl)', () => {
  const names = ['*.shop.example', 'shop.example']
  let authority: TestAuthority
  let home: Awaited<ReturnType<typeof temporaryFolder>>
  let root: string
  let agent: AdoptingAgent

  beforeAll(async () => {
    authority = await createTestAuthority()
  })
  beforeEach(async () => {
    home = await temporaryFolder()
    root = join(home.path, 'Posh-ACME')
    agent = await startAdoptingAgent()
  })
  afterEach(async () => {
    await agent.stop()
    await home.remove()
  })

  const server = (shell: 'windows' | 'core' = 'windows', kind: 'ec' | 'rsa' = 'ec') => {
    const { privateKey } =
      kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 })
    return writePoshServer(root, { account: '12345', directory, key: privateKey.export({ format: 'jwk' }) as JsonWebKey, shell })
  }

  test.each([
    ['Windows PowerShell, which writes UTF-16', 'windows', 'ec'],
    ['PowerShell 7, which writes UTF-8', 'core', 'rsa'],
  ] as const)('are read as %s', async (_, shell, kind) => {
    const bundle = await authority.issue({ names, key: kind })
    await writePoshOrder(await server(shell, kind), '*.shop.example', { bundle, names, shell })
    const { certificates, problems } = await agent.scan([root])
    expect(problems).toEqual([])
    expect(certificates).toMatchObject([
      {
        source: 'posh-acme',
        id: 'LE_PROD/12345/!.shop.example',
        label: '*.shop.example',
        names,
        thumbprint: bundle.thumbprint,
        keyType: kind === 'ec' ? 'p-256' : 'rsa-2048',
        obstacle: null,
        directory,
        proof: null,
        way: 'Posh-ACME asked a person (Manual)',
        account: { url: 'https://acme-v02.api.letsencrypt.org/acme/acct/12345', obstacle: null },
      },
    ])
  })

  test('are taken over with their account, and nothing there is changed', async () => {
    const bundle = await authority.issue({ names })
    await writePoshOrder(await server(), 'shop', { bundle, names, plugin: 'WebSelfHost', pluginArgs: { WSHPort: '8080' } })
    const before = await treeOf(root)
    const taken = await agent.takeOver({ source: 'posh-acme', folder: root, id: 'LE_PROD/12345/shop' })
    expect(taken).toMatchObject({ accountTaken: true, notices: [{ code: 'ADOPTION_OTHER_PROGRAM_RENEWS' }] })
    expect(await agent.certificates.get(taken.certificateId)).toMatchObject({
      kind: 'adopted',
      names,
      directory,
      proof: { via: 'http-listener', port: 8080 },
      current: { thumbprint: bundle.thumbprint, keyCustody: 'sealed' },
    })
    expect(await treeOf(root)).toEqual(before)
  })

  test.each([
    ['as it writes them', false, 'poshacme'],
    ['with modern encryption and a password of one’s own', true, 'Größe 1'],
  ])('of which only the PFX files are left open %s', async (_, modernPfx, pfxPassword) => {
    const folder = await writePoshOrder(await server(), 'shop', { bundle: await authority.issue({ names }), names, modernPfx, pfxPassword })
    await rm(join(folder, 'cert.key'))
    expect((await agent.scan([root])).certificates).toMatchObject([{ obstacle: null, files: { key: join(folder, 'fullchain.pfx') } }])
  })

  test('that were made from somebody else’s request are listed: their key is elsewhere', async () => {
    await writePoshOrder(await server(), 'shop', { bundle: await authority.issue({ names }), names, withoutKey: true })
    expect((await agent.scan([root])).certificates).toMatchObject([{ names, obstacle: { code: 'ADOPTION_KEY_MISSING' } }])
  })

  test.each([
    ['a web folder', 'WebRoot', { WRPath: ['/var/www/html'] }, { via: 'http-webroot', folder: '/var/www/html' }],
    ['two web folders', 'WebRoot', { WRPath: ['/a', '/b'] }, null],
    ['its own listener', 'WebSelfHost', {}, { via: 'http-listener' }],
    ['a DNS provider', 'Cloudflare', { CFToken: { origType: 'securestring', value: '76492d11' } }, null],
  ])('proven by %s', async (_, plugin, pluginArgs, proof) => {
    await writePoshOrder(await server(), 'shop', { bundle: await authority.issue({ names }), names, plugin, pluginArgs })
    expect((await agent.scan([root])).certificates[0]?.proof).toEqual(proof)
  })
})
