import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Sqlite } from '#main/system/database/sqlite.adapter.ts'
import { type AdoptingAgent, startAdoptingAgent } from '../../support/adoption/adopting-agent.ts'
import { addCertifyItem, certifySchemas, openCertifyDatabase } from '../../support/adoption/certify-folder.ts'
import { writeLegoFolder } from '../../support/adoption/lego-folder.ts'
import { treeOf } from '../../support/adoption/tree.ts'
import { opensslIsThere } from '../../support/openssl.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority, type TestAuthority } from '../../support/test-authority.ts'
import { noTinyDisk, tinyDisk } from '../../support/tiny-disk.ts'

describe.skipIf(!opensslIsThere)('certificates of Certify The Web (needs openssl)', () => {
  const names = ['shop.example', 'www.shop.example']
  let authority: TestAuthority
  let home: Awaited<ReturnType<typeof temporaryFolder>>
  let root: string
  let database: Sqlite | undefined
  let agent: AdoptingAgent

  beforeAll(async () => {
    authority = await createTestAuthority()
  })
  beforeEach(async () => {
    home = await temporaryFolder()
    root = join(home.path, 'certify')
    agent = await startAdoptingAgent()
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    database?.close()
    database = undefined
    await agent.stop()
    await home.remove()
  })

  test.each(Object.keys(certifySchemas) as (keyof typeof certifySchemas)[])(
    'are read from its running database, whose newest rows are in the log only (table %s)',
    async (schema) => {
      database = await openCertifyDatabase(root, schema)
      const bundle = await authority.issue({ names, key: 'rsa' })
      const file = await addCertifyItem(root, database, { id: '8f1:1', bundle, names, websiteRoot: 'C:\\inetpub\\wwwroot' })
      const before = await treeOf(root)
      const { certificates, problems } = await agent.scan([root])
      expect(problems).toEqual([])
      expect(certificates).toMatchObject([
        {
          source: 'certify',
          id: '8f1:1',
          label: 'shop.example',
          names,
          thumbprint: bundle.thumbprint,
          keyType: 'rsa-2048',
          files: { certificate: file, key: file },
          obstacle: null,
          directory: 'https://acme-v02.api.letsencrypt.org/directory',
          proof: { via: 'http-webroot', folder: 'C:\\inetpub\\wwwroot' },
          account: { url: null, obstacle: { code: 'ADOPTION_ACCOUNT_SEALED' } },
          deployHints: ['bindings of IIS, site 1', 'after each renewal it runs the task Export PEM'],
        },
      ])
      expect(await treeOf(root)).toEqual(before)
    },
  )

  test('are taken over while it runs, and nothing there is changed', async () => {
    database = await openCertifyDatabase(root)
    const bundle = await authority.issue({ names })
    await addCertifyItem(root, database, { id: 'a', bundle, names, ciphers: 'modern', staging: true })
    const before = await treeOf(root)
    const taken = await agent.takeOver({ source: 'certify', folder: root, id: 'a' })
    expect(taken.notices.map(({ code }) => code)).toEqual([
      'ADOPTION_PROOF_UNKNOWN',
      'ADOPTION_ACCOUNT_LEFT',
      'ADOPTION_OTHER_PROGRAM_RENEWS',
    ])
    expect((await agent.certificates.get(taken.certificateId)).directory).toBe('https://acme-staging-v02.api.letsencrypt.org/directory')
    expect(await treeOf(root)).toEqual(before)
  })

  test('whose file has a password of its own wants it from a person', async () => {
    database = await openCertifyDatabase(root)
    await addCertifyItem(root, database, { id: 'a', bundle: await authority.issue({ names }), names, password: 'chosen' })
    expect((await agent.scan([root])).certificates).toMatchObject([{ names, obstacle: { code: 'ADOPTION_KEY_SEALED' } }])
    const taken = await agent.takeOver({ source: 'certify', folder: root, id: 'a', password: 'chosen' })
    expect(taken.alreadyManaged).toBe(false)
  })

  test.each([
    ['never issued', null, 'it was never issued'],
    ['put into another folder', 'D:\\certs\\shop.pfx', 'into another folder'],
    ['said to lie above its own folder', 'C:\\ProgramData\\certify\\assets\\..\\..\\secrets.pfx', 'into another folder'],
  ])('%s are listed with why', async (_, path, why) => {
    database = await openCertifyDatabase(root)
    await addCertifyItem(root, database, { id: 'a', bundle: await authority.issue({ names }), names, path: path ?? '' })
    const [found] = (await agent.scan([root])).certificates
    expect(found?.obstacle).toMatchObject({ code: 'ADOPTION_KEY_MISSING', sentence: expect.stringContaining(why) })
  })

  test('a view that counts for ever in the table’s place is not asked', async () => {
    database = await openCertifyDatabase(root)
    database.exec(`DROP TABLE manageditem;
      CREATE VIEW manageditem AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 'x' AS json FROM n`)
    expect(await agent.scan([root])).toMatchObject({ certificates: [], problems: [{ code: 'ADOPTION_FILE_STRANGE' }] })
  })

  test('a database that is none is said to be so', async () => {
    database = await openCertifyDatabase(root)
    database.close()
    database = undefined
    for (const ending of ['', '-wal', '-shm']) await rm(join(root, `manageditems.db${ending}`), { force: true })
    await writeFile(join(root, 'manageditems.db'), 'SQLite format 3\0'.padEnd(4096, 'x'))
    expect((await agent.scan([root])).problems).toMatchObject([{ code: 'ADOPTION_FILE_STRANGE' }])
  })

  test('without a temporary folder, what only needs none is found all the same, and a person is told', async () => {
    database = await openCertifyDatabase(root)
    const lego = join(home.path, 'lego')
    const bundle = await authority.issue({ names: ['other.example'] })
    await writeLegoFolder(lego, { bundle, accountKeyPem: bundle.privateKeyPem })
    vi.stubEnv('TMPDIR', join(home.path, 'gone'))
    const found = await agent.scan([root, lego])
    expect(found.certificates.map(({ names: [first] }) => first)).toEqual(['other.example'])
    expect(found.problems).toMatchObject([
      {
        code: 'ADOPTION_TEMPORARY_FOLDER',
        sentence: expect.stringContaining(`${join(home.path, 'gone')} cannot be used (a folder on the way there is missing)`),
      },
    ])
  })

  test.skipIf(noTinyDisk)(`a temporary folder that is full is said to be so${noTinyDisk ? ` (${noTinyDisk})` : ''}`, async () => {
    database = await openCertifyDatabase(root)
    const disk = await tinyDisk(8)
    try {
      vi.stubEnv('TMPDIR', disk.path)
      const { problems } = await agent.scan([root])
      expect(problems).toMatchObject([{ code: 'ADOPTION_TEMPORARY_FOLDER', sentence: expect.stringContaining('the disk is full') }])
    } finally {
      await disk.remove()
    }
  })
})
