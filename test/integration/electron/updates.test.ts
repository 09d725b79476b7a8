import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FetchedUpdate } from '#main/electron/elevation/elevated-commands.ts'
import { SignedUpdater } from '#main/electron/updates/signed-updater.ts'
import { createUpdateSource } from '#main/electron/updates/update-source.adapter.ts'
import type { Expected } from '#main/service/update/signature.adapter.ts'
import { withRollout } from '../../../scripts/rollout/rollout.policy.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { asUnderWindows, publishUpdate, serveUpdates } from '../../support/update-server.ts'

const publisher = 'CN=MyL.Zip, O=MyL.Zip, C=AT'
const installers = { x64: 'the installer for x64'.repeat(100), arm64: 'the installer for arm64'.repeat(100) }
const stable = { channel: 'stable', mayGoBack: false } as const

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: Awaited<ReturnType<typeof serveUpdates>>
let published: string

beforeEach(async () => {
  folder = await temporaryFolder()
  published = join(folder.path, 'published')
  server = await serveUpdates(published)
})
afterEach(async () => {
  await server.close()
  await folder.remove()
})

/** electron-updater as it is in the program, but for Electron: its own provider reads what electron-builder's own code has written. */
async function program({
  version = '1.0.0',
  publisherName = [publisher],
  isPerMachine = false,
  mayAsk = false,
  distrust = '',
  begins = false,
} = {}) {
  const config = join(folder.path, 'app-update.yml')
  const signer = publisherName.length > 0 ? { publisherName } : {}
  const facts = { provider: 'generic', url: server.url, updaterCacheDirName: 'mylzip-ssl-updater', ...signer }
  await writeFile(config, JSON.stringify(facts))
  const app = {
    version,
    name: 'MyL.Zip SSL',
    isPackaged: true,
    appUpdateConfigPath: config,
    userDataPath: folder.path,
    baseCachePath: join(folder.path, 'cache'),
    whenReady: async () => undefined,
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  }
  const looked: string[] = []
  const trust = { reason: distrust, version: '1.1.0' }
  const distrusted = async (file: string, { publishers, version }: Expected) => {
    looked.push(`${publishers.join()}: ${await readFile(file, 'utf8')}`)
    const other = version !== undefined && version !== trust.version ? `it was signed as version ${trust.version}` : undefined
    return trust.reason || other
  }
  const updater = Object.assign(new SignedUpdater({ log: createSilentLog(), distrusted, app }), asUnderWindows())
  const begun: string[][] = []
  // An installer that begins would take the place of whatever runs these tests.
  if (!begins) updater.begin = async (installer, args) => void begun.push([installer, ...args])
  const asked: FetchedUpdate[] = []
  const answer = { refusal: undefined as Refusal | undefined }
  const elevated = mayAsk ? { installUpdate } : undefined
  async function installUpdate(update: FetchedUpdate): Promise<void> {
    if (answer.refusal) throw answer.refusal
    asked.push(update)
  }
  const source = createUpdateSource({ updater, distrusted, elevated, isPerMachine })
  return { asked, answer, begun, source, updater, looked, trust }
}

describe('a new version as electron-builder publishes it', () => {
  test('is found, with its notes as text, and fetched for this processor', async () => {
    await publishUpdate(published, { version: '1.1.0', installers, notes: '<b>Faster</b>\n<ul><li>one</li></ul>' })
    const { looked, source, updater } = await program()
    expect(await source.publishers()).toEqual([publisher])
    expect(await source.look(stable)).toEqual({ version: '1.1.0', notes: 'Faster\n- one' })
    await source.fetch()
    const mine = installers[process.arch === 'arm64' ? 'arm64' : 'x64']
    expect(await readFile(updater.fetchedInstaller ?? '', 'utf8')).toBe(mine)
    expect(new Set(looked)).toEqual(new Set([`${publisher}: ${mine}`]))
  })

  test('is looked for once under each channel’s name, and a stable one is there for betas too', async () => {
    await publishUpdate(published, { version: '1.1.0', installers })
    const { source } = await program()
    expect(await source.look({ channel: 'beta', mayGoBack: false })).toMatchObject({ version: '1.1.0' })
    expect(server.asked).toEqual(['beta.yml'])
    await publishUpdate(published, { version: '1.2.0-beta.1', channel: 'beta', installers })
    expect(await source.look({ channel: 'beta', mayGoBack: false })).toMatchObject({ version: '1.2.0-beta.1' })
    expect(await source.look(stable)).toMatchObject({ version: '1.1.0' })
  })

  test('that is older is not taken, unless the person has left the channel it came from', async () => {
    await publishUpdate(published, { version: '1.1.0', installers })
    const { source } = await program({ version: '1.2.0-beta.1' })
    expect(await source.look(stable)).toBeUndefined()
    expect(await source.look({ channel: 'stable', mayGoBack: true })).toMatchObject({ version: '1.1.0' })
    // The one wish does not outlive the other.
    expect(await source.look(stable)).toBeUndefined()
  })

  test('comes to as many computers as its rollout says', async () => {
    await publishUpdate(published, { version: '1.1.0', installers })
    const { source } = await program()
    const file = join(published, 'latest.yml')
    for (const [percentage, isOffered] of [
      [0, false],
      [100, true],
    ] as const) {
      await writeFile(file, withRollout(await readFile(file, 'utf8'), percentage))
      expect((await source.look(stable)) !== undefined).toBe(isOffered)
    }
  })

  test.each([
    ['nothing is published', 'latest.yml', 404, '', 'UPDATES_UNREACHABLE'],
    ['the server is ill', 'latest.yml', 500, 'oops', 'UPDATES_UNREACHABLE'],
    ['a portal of the network answers', 'latest.yml', 200, '<html>sign in: here</html>', 'UPDATES_MALFORMED'],
    ['it is no version', 'latest.yml', 200, 'version: newest\nfiles: []\n', 'UPDATES_MALFORMED'],
  ])('is refused with a code where %s', async (_, name, status, body, code) => {
    server.change(name, status, body)
    const { source } = await program()
    await expect(source.look(stable)).rejects.toMatchObject({ code })
  })
})

describe('an installer that is not as it should be', () => {
  beforeEach(() => publishUpdate(published, { version: '1.1.0', installers }))

  test('is thrown away when its bytes are others', async () => {
    for (const arch of ['x64', 'arm64']) server.change(`MyL.Zip SSL Setup 1.1.0 ${arch}.exe`, 200, 'something else')
    const { source } = await program()
    await source.look(stable)
    await expect(source.fetch()).rejects.toMatchObject({ code: 'UPDATE_DAMAGED', data: { version: '1.1.0' } })
  })

  test('is thrown away when somebody else has signed it', async () => {
    const { source, updater } = await program({ distrust: 'it is signed by CN=Mallory' })
    await source.look(stable)
    await expect(source.fetch()).rejects.toMatchObject({ code: 'UPDATE_NOT_SIGNED', data: { reason: 'it is signed by CN=Mallory' } })
    expect(existsSync(updater.fetchedInstaller ?? 'nowhere')).toBe(false)
  })

  test('is never begun when it was exchanged after it was fetched', async () => {
    const { begun, source, trust } = await program()
    await source.look(stable)
    await source.fetch()
    trust.reason = 'Windows says of its signature: HashMismatch'
    await expect(source.install({ startsAgain: true, isOlder: false })).rejects.toMatchObject({ code: 'UPDATE_NOT_SIGNED' })
    expect(begun).toEqual([])
  })

  test('is thrown away when it is an old one of ours under a new version', async () => {
    const { source, trust, updater } = await program()
    trust.version = '0.9.0'
    await source.look(stable)
    const data = { version: '1.1.0', reason: 'it was signed as version 0.9.0' }
    await expect(source.fetch()).rejects.toMatchObject({ code: 'UPDATE_NOT_SIGNED', data })
    expect(updater.fetchedInstaller).toBeUndefined()
  })

  test('is thrown away when an old one of ours took its place, and fetched again', async () => {
    const { begun, source, trust, updater } = await program()
    await source.look(stable)
    await source.fetch()
    trust.version = '0.9.0'
    await expect(source.check()).rejects.toMatchObject({ code: 'UPDATE_NOT_SIGNED' })
    expect(updater.fetchedInstaller).toBeUndefined()
    await expect(source.install({ startsAgain: true, isOlder: false })).rejects.toMatchObject({ data: { reason: 'it is gone' } })
    expect(begun).toEqual([])
    trust.version = '1.1.0'
    await source.look(stable)
    await source.fetch()
    expect(existsSync(updater.fetchedInstaller ?? 'nowhere')).toBe(true)
  })

  test('is not even looked for by a program that was built without its publisher’s name', async () => {
    const { source } = await program({ publisherName: [] })
    expect(await source.publishers()).toEqual([])
  })
})

describe('the installer of a new version', () => {
  beforeEach(() => publishUpdate(published, { version: '1.1.0', installers }))

  test('of a person’s own program is begun as theirs, and asks nothing', async () => {
    const { begun, source, updater } = await program()
    await source.look(stable)
    await source.fetch()
    await source.install({ startsAgain: true, isOlder: false })
    expect(begun).toEqual([[updater.fetchedInstaller, '--updated', '/S', '--force-run', '/currentuser']])
  })

  test('of everybody’s program is begun by an administrator’s command line, which is told what was published', async () => {
    const { asked, begun, source, updater } = await program({ isPerMachine: true, mayAsk: true })
    expect(source.installedBy).toBe('administrator')
    await source.look(stable)
    await source.fetch()
    await source.install({ startsAgain: true, isOlder: false })
    const mine = installers[process.arch === 'arm64' ? 'arm64' : 'x64']
    const sha512 = createHash('sha512').update(mine).digest('base64')
    expect(asked).toEqual([{ file: updater.fetchedInstaller, version: '1.1.0', sha512, isOlder: false }])
    expect(begun).toEqual([])
  })

  test('of everybody’s program stays where the person says no, and goes where it cannot be used', async () => {
    const { answer, source, updater } = await program({ isPerMachine: true, mayAsk: true })
    await source.look(stable)
    await source.fetch()
    answer.refusal = new Refusal('RIGHTS_NOT_GIVEN')
    await expect(source.install({ startsAgain: true, isOlder: false })).rejects.toBe(answer.refusal)
    expect(existsSync(updater.fetchedInstaller ?? 'nowhere')).toBe(true)
    answer.refusal = new Refusal('UPDATE_CHANGED', { file: 'setup.exe' })
    await expect(source.install({ startsAgain: true, isOlder: false })).rejects.toBe(answer.refusal)
    expect(updater.fetchedInstaller).toBeUndefined()
  })

  test('of everybody’s program is neither fetched nor begun where nobody can be asked for rights', async () => {
    const { begun, source, updater } = await program({ isPerMachine: true })
    await source.look(stable)
    const refusal = { code: 'UPDATE_BY_ADMINISTRATOR', data: { version: '1.1.0' } }
    await expect(source.fetch()).rejects.toMatchObject(refusal)
    await expect(source.install({ startsAgain: true, isOlder: false })).rejects.toMatchObject(refusal)
    expect(updater.fetchedInstaller).toBeUndefined()
    expect(begun).toEqual([])
  })

  test.skipIf(process.platform === 'win32')('that cannot be started says why', async () => {
    const { source } = await program({ begins: true })
    await source.look(stable)
    await source.fetch()
    await expect(source.install({ startsAgain: false, isOlder: false })).rejects.toMatchObject({
      code: 'UPDATE_NOT_BEGUN',
      data: { reason: 'EACCES' },
    })
  })
})
