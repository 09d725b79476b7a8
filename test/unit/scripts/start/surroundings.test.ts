import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultDataDirectory } from '#main/system/data-directory.policy.ts'
import { agentArguments } from '../../../../scripts/start/agent-arguments.ts'
import { checkCaRoot } from '../../../../scripts/start/ca-root.ts'
import { findElectron } from '../../../../scripts/start/electron-binary.ts'
import { readOptions } from '../../../../scripts/start/options.ts'
import { readPracticeMessage } from '../../../../scripts/start/practice-message.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mylzip-start-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('where the data lies', () => {
  it.each([
    ['linux', {}, '/h/ada/.local/share/mylzip-ssl'],
    ['linux', { XDG_DATA_HOME: '/d' }, '/d/mylzip-ssl'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/h/ada/.local/share/mylzip-ssl'],
    ['darwin', {}, '/h/ada/Library/Application Support/mylzip-ssl'],
    ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'D:\\Local\\mylzip-ssl'],
  ] as const)('on %s with %o', (platform, env, expected) => {
    expect(defaultDataDirectory(platform, env, '/h/ada')).toBe(expected)
  })

  it('is asked for where the user has no home, rather than beside wherever one stands', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const)
      expect(() => defaultDataDirectory(platform, {}, '')).toThrow(
        expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining('--data') }),
      )
    expect(defaultDataDirectory('linux', { XDG_DATA_HOME: '/d' }, '')).toBe('/d/mylzip-ssl')
  })

  it.skipIf(process.platform === 'win32').each(['', 'relative'])('is the system’s own home of the user where HOME is “%s”', (HOME) => {
    const file = new URL('../../../../src-main/system/home-folder.adapter.ts', import.meta.url).href
    const program = `import(${JSON.stringify(file)}).then(({ homeFolder }) => process.stdout.write(homeFolder()))`
    const said = execFileSync(process.execPath, ['-e', program], { env: { ...process.env, HOME }, encoding: 'utf8' })
    expect(said).toBe(userInfo().homedir)
  })
})

describe('Electron', () => {
  const linux = { platform: 'linux', env: { DISPLAY: ':0' }, uid: 1000 } as const
  const install = () => {
    const electron = join(folder, 'node_modules/electron')
    mkdirSync(join(electron, 'dist'), { recursive: true })
    writeFileSync(join(electron, 'path.txt'), 'electron')
    writeFileSync(join(electron, 'dist/electron'), '')
    return join(electron, 'dist/electron')
  }

  it('is used where its binary is there and a screen too', () => {
    const binary = install()
    expect(findElectron(folder, linux)).toBe(binary)
  })

  it('is passed over where its binary was never downloaded, and nothing is downloaded', () => {
    mkdirSync(join(folder, 'node_modules/electron'), { recursive: true })
    expect(findElectron(folder, linux)).toBeUndefined()
  })

  it.each([
    ['without a screen', { ...linux, env: {} }],
    ['for root, whom Chromium’s sandbox refuses', { ...linux, uid: 0 }],
  ])('is passed over %s', (_why, surroundings) => {
    install()
    expect(findElectron(folder, surroundings)).toBeUndefined()
  })
})

describe('what the agent is told', () => {
  const practice = {
    cloudUrl: 'http://127.0.0.1:1',
    directoryUrl: 'https://127.0.0.1:2/dir',
    caRootFile: '/p/root.pem',
    enrolmentTokenFile: '/p/token',
    dnsPort: 3,
    zone: 'myl.test',
  }
  const told = (...args: string[]) => agentArguments(readOptions(args), '/d', practice).join(' ')

  it('is what the practice stack offers', () => {
    expect(told('--no-browser')).toBe(
      `--data ${join('/d', 'agent')} --cloud http://127.0.0.1:1 --directory https://127.0.0.1:2/dir --ca-root /p/root.pem --enrolment-token-file /p/token --resolver 127.0.0.1:3 --no-browser --practice`,
    )
  })

  it('is the authority the person named, without the practice root, which has nothing to do with it', () => {
    const line = told('--directory', 'https://localhost:14000/dir', '--once', '--json')
    expect(line).toContain('--directory https://localhost:14000/dir')
    expect(line).not.toContain('--ca-root')
    expect(line).toMatch(/--once --json$/)
  })

  it('names a real cloud without practice', () => {
    const options = readOptions(['--cloud', 'https://cloud.example/', '--directory', 'letsencrypt', '--enrolment-token-file', '/t'])
    const line = agentArguments(options, '/d', undefined).join(' ')
    expect(line).toContain(
      '--cloud https://cloud.example/ --directory https://acme-v02.api.letsencrypt.org/directory --enrolment-token-file /t',
    )
    expect(line).not.toContain('--practice')
  })

  it('names no authority beside a real cloud where the person named none: their order of authorities holds', () => {
    const line = agentArguments(readOptions(['--cloud', 'https://cloud.example/']), '/d', undefined).join(' ')
    expect(line).toBe(`--data ${join('/d', 'agent')} --cloud https://cloud.example/`)
  })
})

describe('a root for the authority’s own connection', () => {
  it.each([
    ['is not there', undefined],
    ['holds a key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'],
    ['is broken', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ])('that %s is refused before anything starts', (_what, text) => {
    const file = join(folder, 'root.pem')
    if (text !== undefined) writeFileSync(file, text)
    expect(() => checkCaRoot(file)).toThrow(expect.objectContaining({ code: 'CA_ROOT_UNREADABLE' }))
  })
})

describe('what the practice stack says', () => {
  it('is believed only in its own form', () => {
    expect(readPracticeMessage({ ready: false, code: 'PORT_TAKEN', sentence: 'Port 53 …' })).toMatchObject({ code: 'PORT_TAKEN' })
    expect(readPracticeMessage({ ready: true })).toBeUndefined()
    expect(readPracticeMessage('hello')).toBeUndefined()
  })
})
