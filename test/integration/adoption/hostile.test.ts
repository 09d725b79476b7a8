import { execFile, execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { AdoptionFindings } from '@mylzip/shared/operations/adoption.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mostEntries } from '#main/adoption/reading/foreign-folder.adapter.ts'
import { type AdoptingAgent, startAdoptingAgent } from '../../support/adoption/adopting-agent.ts'
import { writeCertbotFolder } from '../../support/adoption/certbot-folder.ts'
import { writeLegoFolder } from '../../support/adoption/lego-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

describe.skipIf(process.platform === 'win32')('a folder that somebody prepared to do harm (needs links and pipes)', () => {
  const name = 'shop.example'
  let home: Awaited<ReturnType<typeof temporaryFolder>>
  let root: string
  let agent: AdoptingAgent

  beforeEach(async () => {
    home = await temporaryFolder()
    root = join(home.path, 'letsencrypt')
    const bundle = await (await createTestAuthority()).issue({ names: [name] })
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await writeCertbotFolder(root, name, bundle, privateKey.export({ format: 'jwk' }) as JsonWebKey)
    agent = await startAdoptingAgent()
  })
  afterEach(async () => {
    await agent.stop()
    await home.remove()
  })

  const archived = (file: string) => join(root, 'archive', name, file)
  const only = async () => (await agent.scan([root])).certificates[0]

  test('is read when nothing is wrong with it', async () => {
    expect(await only()).toMatchObject({ names: [name], obstacle: null, account: { obstacle: null }, problems: [] })
  })

  test('a pipe in a file’s place holds nothing up', async () => {
    await rm(archived('privkey1.pem'))
    execFileSync('mkfifo', [archived('privkey1.pem')])
    expect((await only())?.obstacle).toMatchObject({ code: 'ADOPTION_FILE_UNREADABLE', sentence: expect.stringContaining('not a file') })
  })

  test('a link out of the folder is not followed, also not by way of another link', async () => {
    await writeFile(join(home.path, 'private.key'), 'somebody’s')
    await rm(archived('privkey1.pem'))
    await symlink(join(home.path, 'private.key'), archived('privkey1.pem'))
    expect((await only())?.obstacle).toMatchObject({ code: 'ADOPTION_FILE_OUTSIDE' })
  })

  test('a key in another folder is read where that folder is named as well, and the certificate can be taken over', async () => {
    const keys = join(home.path, 'keys')
    await mkdir(keys)
    await rename(archived('privkey1.pem'), join(keys, 'kept-apart.pem'))
    await symlink(join(keys, 'kept-apart.pem'), archived('privkey1.pem'))
    expect((await only())?.obstacle).toMatchObject({ nextStep: expect.stringContaining('mylzip adopt scan FOLDER OTHER-FOLDER') })
    const both = await agent.scan([root, keys])
    expect(both.problems).toEqual([])
    const [found] = both.certificates
    expect(found).toMatchObject({ obstacle: null, folder: root })
    // A folder that nothing leads to is told all the same.
    await mkdir(join(home.path, 'empty'))
    expect((await agent.scan([root, keys, join(home.path, 'empty')])).problems).toMatchObject([{ code: 'ADOPTION_FOLDER_UNKNOWN' }])
    const wanted = { source: 'certbot', folder: root, id: found?.id ?? '' } as const
    await expect(agent.takeOver(wanted)).rejects.toMatchObject({ code: 'ADOPTION_FILE_OUTSIDE' })
    expect(await agent.takeOver({ ...wanted, otherFolders: [keys] })).toMatchObject({ alreadyManaged: false })
  })

  test('a folder that leads out is not listed', async () => {
    await mkdir(join(home.path, 'elsewhere'))
    await rm(join(root, 'live'), { recursive: true })
    await symlink(join(home.path, 'elsewhere'), join(root, 'live'))
    expect((await agent.scan([root])).problems).toMatchObject([{ code: 'ADOPTION_FILE_OUTSIDE' }])
  })

  test('links in a circle end', async () => {
    await rm(archived('fullchain1.pem'))
    await symlink('fullchain1.pem', archived('fullchain1.pem'))
    expect((await only())?.obstacle).toMatchObject({ code: 'ADOPTION_FILE_UNREADABLE', sentence: expect.stringContaining('in a circle') })
  })

  test('a settings folder that is itself a link may be named', async () => {
    await symlink(root, join(home.path, 'link'))
    expect((await agent.scan([join(home.path, 'link')])).certificates).toMatchObject([{ obstacle: null }])
  })

  test('a file of gigabytes is not read', async () => {
    execFileSync('truncate', ['-s', '8G', archived('fullchain1.pem')])
    expect((await only())?.obstacle?.code).toBe('ADOPTION_FILE_TOO_LARGE')
  })

  test.each([
    ['nested without end', '['.repeat(200_000)],
    ['an object in an object, a hundred thousand times', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['with a name that objects have already', '{"__proto__": {"uri": "https://x"}, "uri": 5}'],
  ])('JSON %s is strange, no more', async (_, text) => {
    await writeFile(join(root, 'accounts/ca.example/dir/0123456789abcdef/regr.json'), text.slice(0, 200_000))
    expect((await only())?.problems).toMatchObject([{ code: 'ADOPTION_FILE_STRANGE' }])
  })

  test('settings that name an account outside of it lead nowhere', async () => {
    const conf = join(root, 'renewal', `${name}.conf`)
    const params = ['account = ../../../../etc', 'server = https://ca.example/../../../../etc/']
    const files = ['cert', 'privkey', 'chain', 'fullchain'].map((kind) => `${kind} = /etc/passwd`)
    await writeFile(conf, [...files, '[renewalparams]', ...params].join('\n'))
    expect(await only()).toMatchObject({ names: [name], obstacle: null, account: null })
  })

  test('text that would write on a terminal does not reach one', async () => {
    const certificates = join(home.path, 'lego')
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const bundle = await (await createTestAuthority()).issue({ names: [name] })
    await writeLegoFolder(certificates, { bundle, accountKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() })
    await writeFile(join(certificates, 'certificates', `${name}.json`), JSON.stringify({ domain: '\u001b[2J\nAll is well', certUrl: 'x' }))
    expect((await agent.scan([certificates])).certificates[0]?.label).toBe('[2J All is well')
  })

  test('a folder with too many entries is read as far as it goes, and said to be longer', async () => {
    const renewal = join(root, 'renewal')
    const files = Array.from({ length: mostEntries + 1 }, (_, index) => join(renewal, `note-${index}.txt`))
    for (let from = 0; from < files.length; from += 500) await Promise.all(files.slice(from, from + 500).map((file) => writeFile(file, '')))
    expect((await agent.scan([root])).problems).toContainEqual(expect.objectContaining({ code: 'ADOPTION_FOLDER_TOO_FULL' }))
  })

  test('what is in no known form, or not there, is said to be so', async () => {
    await mkdir(join(home.path, 'empty'))
    const { certificates, problems } = await agent.scan([join(home.path, 'empty'), join(home.path, 'gone'), '//server/share'])
    expect(certificates).toEqual([])
    expect(problems.map(({ code }) => code)).toEqual(['ADOPTION_FOLDER_UNKNOWN', 'ADOPTION_FOLDER_MISSING', 'ADOPTION_FOLDER_UNREADABLE'])
    const file = join(home.path, 'letsencrypt', 'renewal', `${name}.conf`)
    expect((await agent.scan([file])).problems).toMatchObject([{ code: 'ADOPTION_NO_FOLDER' }])
  })

  test('of several files the one is named that is damaged or gone', async () => {
    await rm(join(root, 'live', name, 'fullchain.pem'))
    expect((await only())?.obstacle).toMatchObject({ code: 'ADOPTION_FILE_MISSING', sentence: expect.stringContaining('fullchain.pem') })
    await writeFile(join(root, 'live', name, 'fullchain.pem'), 'junk')
    expect((await only())?.obstacle).toMatchObject({ code: 'ADOPTION_FILE_STRANGE', sentence: expect.stringContaining('fullchain.pem') })

    const lego = join(home.path, 'lego')
    await mkdir(join(lego, 'accounts'), { recursive: true })
    await mkdir(join(lego, 'certificates'))
    await writeFile(join(lego, 'certificates', 'broken.json'), '{')
    await writeFile(join(lego, 'certificates', 'gone.json'), '{}')
    expect((await agent.scan([lego])).problems).toMatchObject([
      { code: 'ADOPTION_FILE_STRANGE', sentence: expect.stringContaining('broken.json') },
      { code: 'ADOPTION_FILE_MISSING', sentence: expect.stringContaining('gone.crt') },
    ])
  })

  test('what this user may not read is said to be so', async () => {
    await chmod(archived('privkey1.pem'), 0)
    const key = (await scanAsOrdinaryUser(root)).certificates[0]?.obstacle
    expect(key).toMatchObject({ code: 'ADOPTION_FILE_UNREADABLE', sentence: expect.stringContaining('no permission') })
    await chmod(join(root, 'live'), 0)
    const { problems } = await scanAsOrdinaryUser(root)
    await chmod(join(root, 'live'), 0o755)
    expect(problems).toMatchObject([{ code: 'ADOPTION_FOLDER_UNREADABLE', sentence: expect.stringContaining('live') }])
  })

  test('a certificate that is gone between looking and taking over is missed by name', async () => {
    const asked = { source: 'certbot', folder: root, id: 'other.example' } as const
    await expect(agent.takeOver(asked)).rejects.toMatchObject({ code: 'ADOPTION_CERTIFICATE_NOT_FOUND' })
    await expect(agent.takeOver({ ...asked, folder: join(home.path, 'gone') })).rejects.toMatchObject({
      code: 'ADOPTION_CERTIFICATE_NOT_FOUND',
    })
  })
})

/** Everything is open to root, but for one without the capability that makes it so; the checkout may be another's to read, too. */
async function scanAsOrdinaryUser(folder: string): Promise<AdoptionFindings> {
  const scan = fileURLToPath(new URL('./children/scan-folder.ts', import.meta.url))
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', scan, folder]
  const [program = '', ...args] =
    process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', ...command] : command
  const { stdout } = await promisify(execFile)(program, args)
  return JSON.parse(stdout) as AdoptionFindings
}
