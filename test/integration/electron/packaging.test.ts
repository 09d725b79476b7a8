import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listArchive, placeElectronPlaceholder, readFuses } from '../../support/electron-placeholder.ts'
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
  const options = [`-c.electronDist=${electron}`, `-c.directories.output=${join(folder.path, 'dist')}`]
  await run(process.execPath, [join(root, 'node_modules/electron-builder/cli.js'), '--win', '--x64', '--dir', ...options], { cwd: root })
  packed = join(folder.path, 'dist/win-unpacked')
  inside = await listArchive(join(packed, 'resources/app.asar'))
})
afterAll(() => folder.remove())

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
  for (const script of scripts) expect(await readFile(join(unpacked, script))).toEqual(await readFile(join(sources, script)))
})

test('the icons of the notification area come along', () => {
  expect(existsSync(join(packed, 'resources/tray/not-protected-dark@2x.png'))).toBe(true)
})

test('the program cannot be turned into a tool for other people’s code', async () => {
  const [runAsNode, cookieEncryption, nodeOptions, inspect, asarIntegrity, onlyAsar, , fileProtocol] = await readFuses(
    join(packed, 'MyL.Zip SSL.exe'),
  )
  expect({ runAsNode, nodeOptions, inspect, fileProtocol }).toEqual({ runAsNode: '0', nodeOptions: '0', inspect: '0', fileProtocol: '0' })
  expect({ cookieEncryption, asarIntegrity, onlyAsar }).toEqual({ cookieEncryption: '1', asarIntegrity: '1', onlyAsar: '1' })
})
