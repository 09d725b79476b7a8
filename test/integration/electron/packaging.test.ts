import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, readdir, readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stageServiceFiles } from '../../../scripts/package/service-files.ts'
import { listArchive, placeElectronPlaceholder, readFuses, someProgram } from '../../support/electron-placeholder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let packed: string
let inside: string[]

beforeAll(async () => {
  folder = await temporaryFolder()
  const electron = join(folder.path, 'electron')
  await placeElectronPlaceholder(root, electron)
  await run(process.execPath, [join(root, 'scripts/build/main.ts')], { cwd: root })
  // Windows' Node is 90 MB, and another thing to be fetched.
  const service = join(folder.path, 'service')
  await stageServiceFiles(root, service, join(root, someProgram))
  const options = [`-c.electronDist=${electron}`, `-c.directories.output=${join(folder.path, 'dist')}`]
  await run(process.execPath, [join(root, 'node_modules/electron-builder/cli.js'), '--win', '--x64', '--dir', ...options], {
    cwd: root,
    env: { ...process.env, MYLZIP_SERVICE_FILES: relative(root, service), MYLZIP_UPDATES: 'https://updates.test/ssl' },
  })
  packed = join(folder.path, 'dist/win-unpacked')
  inside = await listArchive(join(packed, 'resources/app.asar'))
})
afterAll(() => folder.remove())

/** Paths below the packed folder, with / between their parts. */
async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(join(packed, path), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(packed, path).length + 1))
    .sort()
}

async function bytesBelow(path: string): Promise<number> {
  const sizes = await Promise.all((await filesBelow(path)).map(async (file) => (await stat(join(packed, path, file))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}

test('the settings of the installer are such as electron-builder knows', async () => {
  const require = createRequire(join(root, 'node_modules/electron-builder/package.json'))
  const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config') as {
    getConfig(folder: string, file: null, more: object): Promise<Record<string, unknown>>
    validateConfiguration(config: object, logger: object): Promise<void>
  }
  const config = await getConfig(root, null, {})
  const logger = { isEnabled: false }
  await expect(validateConfiguration(config, logger)).resolves.toBeUndefined()
  await expect(validateConfiguration({ ...config, nsis: { perMachien: true } }, logger)).rejects.toThrow('configuration.nsis')
})

test('the program holds what was built, and no source, test or map', () => {
  expect(inside).toEqual(
    expect.arrayContaining(['/package.json', '/out/main/main.js', '/out/main/preload.cjs', '/out/renderer/index.html']),
  )
  const parts = new Set(inside.map((path) => path.split('/').slice(1, 3).join('/')))
  expect([...parts].sort()).toEqual(['node_modules/better-sqlite3', 'out/main', 'out/renderer', 'package.json'])
  expect(inside.filter((path) => /\.(ts|tsx|map)$|built-from/.test(path))).toEqual([])
})

test('of the database library only what Windows needs comes along, and its binary lies beside the archive', () => {
  expect(inside.filter((path) => path.endsWith('.node'))).toEqual(['/node_modules/better-sqlite3/prebuilds/win32-x64.node'])
  expect(existsSync(join(packed, 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/win32-x64.node'))).toBe(true)
  expect(inside.filter((path) => /better-sqlite3\/(deps|src|binding)/.test(path))).toEqual([])
})

test('the scripts for PowerShell lie beside the archive, whole, because PowerShell reads files only', async () => {
  const [sources, unpacked] = [
    join(root, 'src-main/system/powershell/scripts'),
    join(packed, 'resources/app.asar.unpacked/out/main/powershell'),
  ]
  const scripts = (await readdir(sources, { recursive: true })).filter((name) => name.endsWith('.ps1'))
  expect(scripts).toContain('entry.ps1')
  const beside = join(packed, 'resources/service/app/out/main/powershell')
  for (const script of scripts)
    for (const place of [unpacked, beside]) expect(await readFile(join(place, script))).toEqual(await readFile(join(sources, script)))
})

test('beside the archive lie the icons of the notification area, the service, and nothing else', async () => {
  const allowed = [
    /^app\.asar$/,
    /^app\.asar\.unpacked\/out\/main\/powershell\/[\w/-]+\.ps1$/,
    /^app\.asar\.unpacked\/node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/[\w/-]+\.js|prebuilds\/win32-x64\.node)$/,
    /^tray\/[a-z-]+(@[\d.]+x)?\.png$/,
    /^service\/(node|MyLZipSsl)\.exe$/,
    /^service\/(MyLZipSsl\.exe\.config|mylzip\.cmd|(third-party-licences|node-licence)\.txt)$/,
    /^service\/app\/(package\.json|out\/main\/(headless|mylzip)\.js|out\/main\/chunks\/[\w.-]+\.js|out\/main\/powershell\/[\w/-]+\.ps1)$/,
    /^service\/powershell\/MyLZip\.Ssl\/[\w.-]+\.(psd1|psm1|ps1xml)$/,
    /^service\/app\/node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/[\w/-]+\.js|prebuilds\/win32-x64\.node)$/,
  ]
  const files = await filesBelow('resources')
  expect(files.filter((file) => !allowed.some((pattern) => pattern.test(file)))).toEqual([])
  expect(files).toEqual(
    expect.arrayContaining([
      'tray/not-protected-dark@2x.png',
      'service/node.exe',
      'service/MyLZipSsl.exe',
      'service/powershell/MyLZip.Ssl/MyLZip.Ssl.psd1',
    ]),
  )
})

test.skipIf(process.platform !== 'linux')('Node’s licences are those of the very Node that comes along', async () => {
  const ofNode = await readFile(join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'LICENSE'), 'utf8')
  expect(await readFile(join(packed, 'resources/service/node-licence.txt'), 'utf8')).toBe(ofNode)
})

test('what is ours in it stays below 20 MB, without Electron and Node', async () => {
  expect(await bytesBelow('resources')).toBeLessThan(20 * 1024 ** 2)
})

test('the program cannot be turned into a tool for other people’s code', async () => {
  const [runAsNode, cookieEncryption, nodeOptions, inspect, asarIntegrity, onlyAsar, , fileProtocol] = await readFuses(
    join(packed, 'MyL.Zip SSL.exe'),
  )
  expect({ runAsNode, nodeOptions, inspect, fileProtocol }).toEqual({ runAsNode: '0', nodeOptions: '0', inspect: '0', fileProtocol: '0' })
  expect({ cookieEncryption, asarIntegrity, onlyAsar }).toEqual({ cookieEncryption: '1', asarIntegrity: '1', onlyAsar: '1' })
})

test('the archive’s own sum stands in the program, which starts with no other', async () => {
  const program = await readFile(join(packed, 'MyL.Zip SSL.exe'), 'latin1')
  expect(program).toMatch(/"file":"resources\\\\app\.asar","alg":"SHA256","value":"[0-9a-f]{64}"/i)
})

// This machine's Node takes the place of Windows': everything else is as it was packed.
describe.skipIf(process.platform === 'win32')('the packed service and command line find all they need', () => {
  const app = (...path: string[]) => join(packed, 'resources/service/app', ...path)
  const ended = async (...args: string[]) => run(process.execPath, args).catch((error: { stdout: string; stderr: string }) => error)

  test('the service says which option it lacks', async () => {
    expect((await ended(app('out/main/headless.js'), '--service')).stderr).toContain('OPTION_INVALID: The option --data')
  })

  test('the command line says that a service is there on Windows only', async () => {
    expect((await ended(app('out/main/mylzip.js'), 'service', 'status')).stderr).toContain('WINDOWS_NEEDED')
  })

  test('the command line opens its database', async () => {
    const binary = `linux-${process.arch}.node`
    await copyFile(join(root, 'node_modules/better-sqlite3/prebuilds', binary), app('node_modules/better-sqlite3/prebuilds', binary))
    const { stderr } = await ended(app('out/main/mylzip.js'), '--data', join(folder.path, 'data'), 'status')
    expect(stderr).toContain('NOTHING_SET_UP')
  })
})
