import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accountRepository } from '#main/acme/accounts/account.repository.ts'
import { type AdoptingAgent, startAdoptingAgent } from '../../support/adoption/adopting-agent.ts'
import { treeOf } from '../../support/adoption/tree.ts'
import { winAcmePlugins, writeWinAcmeAccount, writeWinAcmeRenewal } from '../../support/adoption/win-acme-folder.ts'
import { opensslIsThere } from '../../support/openssl.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority, type TestAuthority } from '../../support/test-authority.ts'

const letsEncrypt = 'https://acme-v02.api.letsencrypt.org/directory'
const sealed = (clear: string) => `enc-${Buffer.from(`DPAPI ${clear.length}`).toString('base64')}`
const accountKey = (kind: 'ec' | 'rsa') => {
  const { privateKey } =
    kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 })
  return privateKey.export({ format: 'jwk' }) as JsonWebKey
}

describe.skipIf(!opensslIsThere)('certificates of win-acme and simple-acme (needs openssl)', () => {
  const names = ['shop.example', 'www.shop.example']
  let authority: TestAuthority
  let home: Awaited<ReturnType<typeof temporaryFolder>>
  let root: string
  let server: string
  let agent: AdoptingAgent

  beforeAll(async () => {
    authority = await createTestAuthority()
  })
  beforeEach(async () => {
    home = await temporaryFolder()
    root = join(home.path, 'win-acme')
    server = join(root, 'acme-v02.api.letsencrypt.org')
    agent = await startAdoptingAgent()
  })
  afterEach(async () => {
    await agent.stop()
    await home.remove()
  })

  test.each([
    ['as Windows before 2019 wrote it', 'legacy', 'rsa'],
    ['as Windows writes it today', 'aesKey', 'ec'],
    ['as .NET elsewhere writes it', 'modern', 'rsa'],
  ] as const)('is read %s', async (_, ciphers, key) => {
    const bundle = await authority.issue({ names, key })
    const { file, pfx } = await writeWinAcmeRenewal(server, { id: 'x1Y2z3', bundle, names, password: 'T0p/Secret+ü', ciphers })
    const { certificates, problems } = await agent.scan([root])
    expect(problems).toEqual([])
    expect(file).toContain('x1Y2z3.renewal.json')
    expect(certificates).toMatchObject([
      {
        source: 'win-acme',
        names,
        label: '[Manual] shop.example',
        thumbprint: bundle.thumbprint,
        keyType: key === 'ec' ? 'p-256' : 'rsa-2048',
        files: { certificate: pfx, key: pfx },
        obstacle: null,
        directory: letsEncrypt,
        proof: { via: 'http-listener' },
        deployHints: ['kept in the certificate store of Windows (WebHosting)', 'bindings of IIS, site 1'],
      },
    ])
  })

  test.each(['ec', 'rsa'] as const)('is taken over together with its %s account, and nothing there is changed', async (kind) => {
    const bundle = await authority.issue({ names })
    await writeWinAcmeRenewal(server, { id: 'a', bundle, names, password: 'secret' })
    await writeWinAcmeAccount(server, { key: accountKey(kind), kid: 'https://acme-v02.api.letsencrypt.org/acme/acct/1' })
    const before = await treeOf(root)
    const [found] = (await agent.scan([root])).certificates
    expect(found?.account).toEqual({
      url: 'https://acme-v02.api.letsencrypt.org/acme/acct/1',
      contact: ['mailto:it@acme.example'],
      obstacle: null,
    })
    const taken = await agent.takeOver({ source: 'win-acme', folder: root, id: found?.id ?? '' })
    expect(taken).toMatchObject({ alreadyManaged: false, accountTaken: true })
    expect(await accountRepository(agent.db).find(letsEncrypt)).toMatchObject({
      url: 'https://acme-v02.api.letsencrypt.org/acme/acct/1',
      contact: ['mailto:it@acme.example'],
    })
    expect((await agent.store.load(bundle.name, bundle.thumbprint))?.privateKeyPem).toBeDefined()
    expect(await treeOf(root)).toEqual(before)
  })

  test('whose passwords Windows sealed is listed by name, and opens with the password a person gives', async () => {
    const bundle = await authority.issue({ names })
    const { pfx } = await writeWinAcmeRenewal(server, { id: 'a', bundle, names, password: 'shown by win-acme', protect: sealed })
    await writeWinAcmeAccount(server, { key: accountKey('ec'), kid: 'https://acme-v02.api.letsencrypt.org/acme/acct/1', protect: sealed })
    const [found] = (await agent.scan([root])).certificates
    expect(found).toMatchObject({ names, thumbprint: null, obstacle: { code: 'ADOPTION_KEY_SEALED' } })
    expect(found?.obstacle?.sentence).toContain('sealed for the Windows machine it was written on')
    expect(found?.account?.obstacle?.code).toBe('ADOPTION_ACCOUNT_SEALED')
    const asked = { source: 'win-acme', folder: root, id: found?.id ?? '' } as const
    await expect(agent.takeOver(asked)).rejects.toMatchObject({ code: 'ADOPTION_KEY_SEALED', data: { file: pfx } })
    await expect(agent.takeOver({ ...asked, password: 'guessed' })).rejects.toMatchObject({ code: 'ADOPTION_PASSWORD_WRONG' })
    const taken = await agent.takeOver({ ...asked, password: 'shown by win-acme' })
    expect(taken).toMatchObject({
      accountTaken: false,
      notices: [{ code: 'ADOPTION_ACCOUNT_LEFT' }, { code: 'ADOPTION_OTHER_PROGRAM_RENEWS' }],
    })
  })

  test('that is kept without its key, or not at all, is listed with why', async () => {
    const bundle = await authority.issue({ names })
    await writeWinAcmeRenewal(server, { id: 'keyless', bundle, names, password: 'x', withKey: false })
    await writeWinAcmeRenewal(server, { id: 'never', bundle, names, password: 'x', withoutCache: true })
    const { certificates } = await agent.scan([root])
    expect(certificates.map(({ obstacle }) => obstacle?.code)).toEqual(['ADOPTION_KEY_MISSING', 'ADOPTION_KEY_MISSING'])
    expect(certificates[0]).toMatchObject({ names, thumbprint: bundle.thumbprint })
    expect(certificates[1]?.obstacle?.sentence).toContain('ReuseDays')
  })

  test.each([
    [
      'its web folder',
      { Plugin: winAcmePlugins.fileSystem, Path: 'C:\\inetpub\\wwwroot' },
      { via: 'http-webroot', folder: 'C:\\inetpub\\wwwroot' },
    ],
    ['its own listener elsewhere', { Plugin: winAcmePlugins.selfHosting, Port: 8080 }, { via: 'http-listener', port: 8080 }],
    ['TLS', { Plugin: winAcmePlugins.tlsSelfHosting, Port: 4443 }, { via: 'tls-alpn', port: 4443 }],
    ['a share of another machine, which is nothing to write into', { Plugin: winAcmePlugins.fileSystem, Path: '\\\\web\\root' }, null],
    ['a DNS server whose key is sealed', { Plugin: winAcmePlugins.rfc2136, ServerHost: 'ns.example', TsigKeySecret: 'enc-AAAA' }, null],
  ])('proven by %s', async (_, validation, proof) => {
    await writeWinAcmeRenewal(server, { id: 'a', bundle: await authority.issue({ names }), names, password: 'x', validation })
    const [found] = (await agent.scan([root])).certificates
    expect(found?.proof).toEqual(proof)
    expect(found?.way).toEqual(expect.any(String))
  })

  test('of simple-acme, which writes its authority into each renewal', async () => {
    const simple = join(home.path, 'simple-acme')
    const place = join(simple, 'somewhere.else')
    const bundle = await authority.issue({ names })
    await writeWinAcmeRenewal(place, { id: 'a', bundle, names, password: 'x', endPoint: 'https://acme-v02.api.letsencrypt.org/' })
    await writeWinAcmeRenewal(place, { id: 'b', bundle, names, password: 'x', endPoint: 'https://ca.internal/acme/acme/directory' })
    const { certificates } = await agent.scan([simple])
    expect(certificates.map(({ source, directory }) => [source, directory])).toEqual([
      ['simple-acme', letsEncrypt],
      ['simple-acme', 'https://ca.internal/acme/acme/directory'],
    ])
  })

  test('the folder of a single authority may be named as well', async () => {
    await writeWinAcmeRenewal(server, { id: 'a', bundle: await authority.issue({ names }), names, password: 'x' })
    expect((await agent.scan([server])).certificates).toMatchObject([{ directory: letsEncrypt, obstacle: null }])
  })

  test('one damaged renewal does not hide the others', async () => {
    await writeWinAcmeRenewal(server, { id: 'a', bundle: await authority.issue({ names }), names, password: 'x' })
    await writeFile(join(server, 'b.renewal.json'), '{"Id": 5}')
    const { certificates, problems } = await agent.scan([root])
    expect(certificates).toHaveLength(1)
    expect(problems).toMatchObject([{ code: 'ADOPTION_FILE_STRANGE' }])
  })
})
