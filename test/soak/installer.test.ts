import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { compileInstaller, hasNsis } from '../support/installer/compile.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// npm run soak:installer. What the installer calls the packaged command line with, seen where it runs: under Wine, whose start
// takes too long for "npm test".

const run = promisify(execFile)
const wine = '/usr/lib/wine/wine64'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
const at = (...path: string[]) => join(folder.path, ...path)

describe.skipIf(!hasNsis || !existsSync(wine))('the installer’s own part (needs makensis and wine64)', () => {
  const env = () => ({ ...process.env, WINEPREFIX: at('wine'), WINEDEBUG: '-all', WINEDLLOVERRIDES: 'winedbg=d;mscoree=d;mshtml=d' })
  const start = (program: string, args: string[], set: Record<string, string> = {}) =>
    run(wine, [program, ...args], { env: { ...env(), ...set }, cwd: folder.path, timeout: 60_000 }).then(
      () => 0,
      (error: { code?: number }) => error.code ?? -1,
    )
  const service = (...path: string[]) => at('installed/resources/service', ...path)
  const install = (...args: string[]) => start(at('stub.exe'), ['/S', ...args])
  const uninstall = (...args: string[]) => start(at('installed/uninstall.exe'), ['/S', ...args, `_?=${windows(at('installed'))}`])
  const windows = (path: string) => `Z:${path.replaceAll('/', '\\')}`
  /** What the packaged command line was called with, without the paths of node.exe and itself. */
  const calls = async () => {
    if (!existsSync(service('calls.txt'))) return []
    const lines = (await readFile(service('calls.txt'), 'latin1')).trim().split('\n')
    return lines.map((line) => line.replace(/^.*\\resources\\service\\app\\out\\main\\mylzip\.js" /, '').trim())
  }
  const endsWith = async (code: number) => {
    await mkdir(service(), { recursive: true })
    await writeFile(service('end-with.txt'), String(code))
  }

  beforeAll(async () => {
    folder = await temporaryFolder()
    await compileInstaller(at('stub.exe'), at('recorder.exe'))
    await run(wine, ['wineboot', '-i'], { env: env(), timeout: 110_000 })
  }, 120_000)
  afterAll(async () => {
    spawnSync('/usr/lib/wine/wineserver', ['-k', '-w'], { env: env() })
    await folder.remove()
  })
  beforeEach(() => rm(at('installed'), { recursive: true, force: true }))

  it('a per-machine installation installs the service, and gives it what the installer was given', async () => {
    const token = ['/ENROL_TOKEN_FILE=C:\\deploy here\\token.txt', '/CLOUD=https://cloud.test', '/DIRECTORY=letsencrypt']
    expect(await install('/allusers', ...token)).toBe(0)
    expect(await calls()).toEqual([
      'service install --token-file "C:\\deploy here\\token.txt" --cloud "https://cloud.test" --directory "letsencrypt"',
    ])
  })

  it('what a user has set for their own Node never reaches the packaged one, by the installer or by mylzip.cmd', async () => {
    const set = { NODE_OPTIONS: '--require C:\\evil.js', OPENSSL_CONF: 'C:\\evil.cnf' }
    const nothing = 'NODE_OPTIONS= OPENSSL_CONF='
    expect(await start(at('stub.exe'), ['/S', '/allusers'], set)).toBe(0)
    expect(await readFile(service('surroundings.txt'), 'latin1')).toBe(nothing)
    await rm(service('surroundings.txt'))
    await copyFile(join(import.meta.dirname, '../../build/service/mylzip.cmd'), service('mylzip.cmd'))
    await endsWith(2)
    expect(await start('cmd.exe', ['/d', '/c', windows(service('mylzip.cmd')), 'service', 'start'], set)).toBe(2)
    expect(await readFile(service('surroundings.txt'), 'latin1')).toBe(nothing)
    expect((await calls()).at(-1)).toBe('service start')
    // It would have: by itself it listens to them.
    await start(service('node.exe'), [], set)
    expect(await readFile(service('surroundings.txt'), 'latin1')).toBe('NODE_OPTIONS=--require C:\\evil.js OPENSSL_CONF=C:\\evil.cnf')
  })

  it('everybody’s installer never runs what a person’s registry names as the uninstaller of their own copy', async () => {
    const key = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\mylzip-ssl-stub'
    await mkdir(at('theirs'), { recursive: true })
    await copyFile(at('recorder.exe'), at('theirs/uninstall.exe'))
    const named = `"${windows(at('theirs/uninstall.exe'))}"`
    expect(await start('reg.exe', ['add', key, '/v', 'UninstallString', '/d', named, '/f'])).toBe(0)
    try {
      const installAnd = (mode: string) => start(at('stub.exe'), ['/S', mode], { RECORD_RUN: windows(at('ran.txt')) })
      expect(await installAnd('/allusers')).toBe(0)
      expect(await readFile(at('ran.txt'), 'latin1')).toBe('node.exe')
      await rm(at('ran.txt'))
      // Their own installer goes on replacing it, without any rights but theirs.
      expect(await installAnd('/currentuser')).toBe(0)
      expect(await readFile(at('ran.txt'), 'latin1')).toBe('old-uninstaller.exe')
    } finally {
      await start('reg.exe', ['delete', key, '/f'])
    }
  })

  it('a per-user installation has no service', async () => {
    expect(await install('/currentuser')).toBe(0)
    expect(await calls()).toEqual([])
  })

  it('a service that could not be installed makes a silent installation end with 3', async () => {
    await endsWith(1)
    expect(await install('/allusers')).toBe(3)
    expect(await readFile(service('failure.txt'), 'utf16le')).toContain('Next: try “again.')
  })

  it('an update stops the service, and leaves it and its keys to the next version', async () => {
    await install('/allusers')
    expect(await uninstall('/allusers', '--updated', '/REMOVE_KEYS')).toBe(0)
    expect((await calls()).slice(1)).toEqual(['service stop'])
  })

  it('a silent removal keeps keys and certificates', async () => {
    await install('/allusers')
    expect(await uninstall('/allusers')).toBe(0)
    expect((await calls()).slice(1)).toEqual(['service remove'])
  })

  it('a silent removal takes them along where it is told to', async () => {
    await install('/allusers')
    expect(await uninstall('/allusers', '/REMOVE_KEYS')).toBe(0)
    expect((await calls()).slice(1)).toEqual(['service remove --keys --yes'])
  })

  it('the program of one person takes its keys out of Windows’ store only where it is told to', async () => {
    await install('/currentuser')
    expect(await uninstall('/currentuser')).toBe(0)
    await install('/currentuser')
    expect(await uninstall('/currentuser', '/REMOVE_KEYS')).toBe(0)
    expect(await calls()).toEqual(['empty-store --yes'])
    await endsWith(1)
    expect(await uninstall('/currentuser', '/REMOVE_KEYS')).toBe(3)
    expect(existsSync(at('installed/files-were-removed'))).toBe(true)
  })

  it('where the service cannot be removed no file is', async () => {
    await install('/allusers')
    await endsWith(1)
    expect(await uninstall('/allusers')).toBe(3)
    expect(existsSync(at('installed/files-were-removed'))).toBe(false)
  })

  it.each([
    ['its Node is gone', () => rm(service('node.exe'))],
    ['a file of its own is gone', () => endsWith(2)],
  ])('a damaged program can be removed all the same: %s', async (_, damage) => {
    await install('/allusers')
    await damage()
    expect(await uninstall('/allusers')).toBe(0)
    expect(existsSync(at('installed/files-were-removed'))).toBe(true)
    expect(await uninstall('/allusers', '/REMOVE_KEYS')).toBe(3)
  })
})
