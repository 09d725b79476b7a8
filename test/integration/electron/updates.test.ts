import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ElevatedCall } from '#main/electron/elevation/elevation.port.ts'
import { SignedUpdater } from '#main/electron/updates/signed-updater.ts'
import { createUpdateSource } from '#main/electron/updates/update-source.adapter.ts'
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
async function program({ version = '1.0.0', publisherName = [publisher], isPerMachine = false, distrust = '' } = {}) {
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
  const trust = { reason: distrust }
  const distrusted = async (file: string, publishers: readonly string[]) => {
    looked.push(`${publishers.join()}: ${await readFile(file, 'utf8')}`)
    return trust.reason || undefined
  }
  const elevated: ElevatedCall[] = []
  const elevation = { start: async (call: ElevatedCall) => void elevated.push(call), run: async () => 0 }
  const updater = Object.assign(new SignedUpdater({ log: createSilentLog(), distrusted, app }), asUnderWindows())
  return { source: createUpdateSource({ updater, distrusted, isPerMachine, elevation }), updater, looked, elevated, elevation, trust }
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
    const { elevated, source, trust } = await program({ isPerMachine: true })
    await source.look(stable)
    await source.fetch()
    trust.reason = 'Windows says of its signature: HashMismatch'
    await expect(source.install({ startsAgain: true })).rejects.toMatchObject({ code: 'UPDATE_NOT_SIGNED' })
    expect(elevated).toEqual([])
  })

  test('is not even looked for by a program that was built without its publisher’s name', async () => {
    const { source } = await program({ publisherName: [] })
    expect(await source.publishers()).toEqual([])
  })
})

describe('the installer of a new version', () => {
  beforeEach(() => publishUpdate(published, { version: '1.1.0', installers }))

  test('of everybody’s program is begun with an administrator’s rights, and asks nothing', async () => {
    const { elevated, source, updater } = await program({ isPerMachine: true })
    await source.look(stable)
    await source.fetch()
    await source.install({ startsAgain: true })
    expect(elevated).toEqual([{ program: updater.fetchedInstaller, args: ['--updated', '/S', '--force-run', '/allusers'] }])
  })

  test('says so when the person does not let it', async () => {
    const { elevation, source } = await program({ isPerMachine: true })
    elevation.start = () => Promise.reject(new Refusal('RIGHTS_NOT_GIVEN'))
    await source.look(stable)
    await source.fetch()
    await expect(source.install({ startsAgain: true })).rejects.toMatchObject({ code: 'UPDATE_NOT_ALLOWED', data: { version: '1.1.0' } })
  })

  test.skipIf(process.platform === 'win32')('that cannot be started says why', async () => {
    const { source } = await program()
    await source.look(stable)
    await source.fetch()
    await expect(source.install({ startsAgain: false })).rejects.toMatchObject({ code: 'UPDATE_NOT_BEGUN', data: { reason: 'EACCES' } })
  })
})
