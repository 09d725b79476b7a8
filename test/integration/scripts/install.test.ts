import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

/** A project as small as can be, with our preparation in front of one script. */
let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mylzip-clone-'))
  cpSync(at('scripts/bootstrap'), join(root, 'scripts/bootstrap'), { recursive: true })
  cpSync(at('scripts/with-node.mjs'), join(root, 'scripts/with-node.mjs'))
  cpSync(at('src-shared/domain/refusals'), join(root, 'src-shared/domain/refusals'), { recursive: true })
  mkdirSync(join(root, 'part'))
  writeFileSync(join(root, 'part/package.json'), JSON.stringify({ name: 'part', version: '1.0.0' }))
  writeFileSync(
    join(root, 'say.ts'),
    'const words: string[] = process.argv.slice(2)\nconsole.log(JSON.stringify(words))\nprocess.exitCode = 7\n',
  )
  write({ part: 'file:part' }, { part: { version: '1.0.0' }, 'node_modules/part': { resolved: 'part', link: true } })
})
afterEach(() => rmSync(root, { recursive: true }))

function write(dependencies: object, packages: object) {
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'clone', version: '1.0.0', type: 'module', dependencies }))
  const lock = {
    name: 'clone',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name: 'clone', version: '1.0.0', dependencies }, ...packages },
  }
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock))
}

function run(...args: string[]) {
  // Nobody answers there: what the lock file needs beyond this machine cannot be had.
  const env = {
    ...process.env,
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
    npm_config_cache: join(root, 'cache'),
    npm_config_loglevel: 'silent',
  }
  return spawnSync(process.execPath, [join(root, 'scripts/with-node.mjs'), 'say.ts', ...args], { cwd: root, env, encoding: 'utf8' })
}

it('a fresh clone installs itself once, and keeps stdout for the script', () => {
  const first = run('a', '--json')
  expect(first.stderr).toContain('Installing')
  expect(first.stdout).toBe('["a","--json"]\n')
  expect(existsSync(join(root, 'node_modules/part'))).toBe(true)
  const second = run()
  expect(second.stderr).not.toContain('Installing')
  expect(second.stdout).toBe('[]\n')
})

it('the script’s exit code is the command’s', () => {
  expect(run().status).toBe(7)
})

it('parts that cannot be had are named, to people and to programs', () => {
  const missing = { version: '1.0.0', integrity: `sha512-${Buffer.alloc(64).toString('base64')}` }
  write({ 'no-such-part': '1.0.0' }, { 'node_modules/no-such-part': missing })
  const { status, stdout, stderr } = run('--json')
  expect(status).toBe(1)
  expect(stderr).toMatch(/^INSTALL_FAILED: The program’s parts could not be installed: .+/m)
  const { error } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
  expect(error).toMatchObject({ code: 'INSTALL_FAILED', sentence: expect.stringContaining('ECONNREFUSED') })
})

it('an install that failed is tried again, not taken for done', () => {
  const good = readFileSync(join(root, 'package-lock.json'), 'utf8')
  write({ 'no-such-part': '1.0.0' }, { 'node_modules/no-such-part': { version: '1.0.0', integrity: 'sha512-AA==' } })
  expect(run().status).toBe(1)
  write({ part: 'file:part' }, {})
  writeFileSync(join(root, 'package-lock.json'), good)
  expect(run().status).toBe(7)
})

describe.skipIf(process.platform === 'win32')('while it installs', () => {
  // A registry that takes every question and answers none: npm waits for minutes.
  const connections = new Set<Socket>()
  let registry: Server
  let child: ChildProcess
  beforeEach(async () => {
    registry = createServer((socket) => {
      connections.add(socket)
      socket.on('error', () => undefined).on('close', () => connections.delete(socket))
      socket.resume()
    }).listen(0, '127.0.0.1')
    await once(registry, 'listening')
    const { port } = registry.address() as AddressInfo
    const missing = { version: '1.0.0', integrity: `sha512-${Buffer.alloc(64).toString('base64')}` }
    write({ 'no-such-part': '1.0.0' }, { 'node_modules/no-such-part': missing })
    const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_cache: join(root, 'cache') }
    // Detached: a process group of its own, as a terminal gives it.
    const script = join(root, 'scripts/with-node.mjs')
    child = spawn(process.execPath, [script, 'say.ts'], { cwd: root, env, stdio: 'ignore', detached: true })
    await once(registry, 'connection')
  })
  afterEach(() => {
    child.kill('SIGKILL')
    for (const socket of connections) socket.destroy()
    registry.close()
  })

  it.each([
    ['whoever ends it', 'SIGTERM', (pid: number) => pid],
    ['Ctrl-C, which npm hears as well,', 'SIGINT', (pid: number) => -pid],
  ] as const)('%s ends npm with it', async (_who, signal, target) => {
    process.kill(target(child.pid ?? Number.NaN), signal)
    const began = performance.now()
    expect(await once(child, 'exit')).toEqual([null, signal])
    expect(performance.now() - began).toBeLessThan(10_000)
    // It has waited for npm: whatever npm held open is closed as soon as this process comes to hear of it.
    await expect.poll(() => connections.size, { timeout: 10_000 }).toBe(0)
    expect(existsSync(join(root, '.install-lock'))).toBe(false)
  })

  it('a second start waits for it, says so, and installs what the first did not', async () => {
    write({ part: 'file:part' }, { part: { version: '1.0.0' }, 'node_modules/part': { resolved: 'part', link: true } })
    const second = spawn(process.execPath, [join(root, 'scripts/with-node.mjs'), 'say.ts'], { cwd: root })
    const ended = once(second, 'exit')
    let said = ''
    second.stderr.on('data', (chunk) => {
      said += chunk
    })
    try {
      await expect.poll(() => said, { timeout: 5_000 }).toContain('waiting')
      expect(said).not.toContain('Installing the')
      child.kill('SIGTERM')
      expect(await ended).toEqual([7, null])
    } finally {
      second.kill('SIGTERM')
    }
  })
})

it('the lock of a start that died holds nobody up', () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(join(root, '.install-lock'), `${pid}\n`)
  const { status, stderr } = run()
  expect({ status, stderr }).toMatchObject({ status: 7, stderr: expect.not.stringContaining('waiting') })
  expect(existsSync(join(root, '.install-lock'))).toBe(false)
})

it('a folder that was emptied below its stamp is filled again, once', () => {
  run()
  rmSync(join(root, 'node_modules/part'))
  const { status, stderr } = run()
  expect({ status, stderr }).toMatchObject({ status: 7, stderr: expect.stringContaining('Installing') })
  expect(run().stderr).not.toContain('Installing')
})

it('what goes wrong unforeseen before the start is said with a code, too', () => {
  run()
  rmSync(join(root, 'node_modules/.installed-from-lock'))
  writeFileSync(join(root, 'package-lock.json'), '{')
  writeFileSync(join(root, 'node_modules/.package-lock.json'), '{}')
  const { status, stdout, stderr } = run('--json')
  expect(status).toBe(1)
  expect(stderr).toMatch(/^DEFECT: .+/m)
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'DEFECT', sentence: expect.stringContaining('JSON') } })
})

it('an install whose record was damaged is done again, and mends it', () => {
  expect(run().status).toBe(7)
  rmSync(join(root, 'node_modules/.installed-from-lock'))
  writeFileSync(join(root, 'node_modules/.package-lock.json'), '{"packages":')
  const { status, stderr } = run()
  expect({ status, stderr }).toMatchObject({ status: 7, stderr: expect.stringContaining('Installing') })
  expect(run().stderr).not.toContain('Installing')
})
