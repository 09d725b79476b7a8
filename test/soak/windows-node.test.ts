import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { stageServiceFiles } from '../../scripts/package/service-files.ts'
import { serviceNode } from '../../scripts/package/service-node.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../support/pebble.ts'
import { startTestStack, type TestStack } from '../support/practice-stack.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// npm run soak:windows-node. The service's files, as the installer brings them, under Windows' own Node: what is built for Windows
// is loaded there, its paths and its pipe are Windows', its database is the library for Windows. Wine stands in for the rest, and
// has no PowerShell, so that what is issued cannot go into a store: that is said by a code.

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Node 24 wants Wine 10, as Debian 13 has it. */
const wine = process.env.MYLZIP_WINE ?? '/usr/lib/wine/wine64'
const runsWine =
  Number.parseInt(spawnSync(wine, ['--version'], { cwd: tmpdir(), encoding: 'utf8' }).stdout?.replace('wine-', '') ?? '', 10) >= 10

interface Status {
  certificates?: {
    current: { serial: string; issuer: string; states: { issued: string | null; installed: string | null } } | null
    failure: { code: string } | null
  }[]
}

describe.skipIf(!runsWine || !pebbleIsThere)(`the service’s files (needs Wine 10, or MYLZIP_WINE naming it; ${needsPebble})`, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let stack: TestStack
  let pebble: StartedPebble
  let agent: ChildProcess | undefined
  let issued: string | undefined
  const at = (...path: string[]) => join(folder.path, ...path)
  const windows = (path: string) => `Z:${path.replaceAll('/', '\\')}`
  const env = () => ({ ...process.env, WINEPREFIX: at('wine'), WINEDEBUG: '-all', WINEDLLOVERRIDES: 'winedbg=d;mscoree=d;mshtml=d' })

  /** What it says goes to a file: under Wine nothing comes through a pipe. */
  function start(output: string, program: string, args: readonly string[]): ChildProcess {
    const file = openSync(output, 'w')
    const child = spawn(wine, [windows(at('service/node.exe')), windows(at('service/app/out/main', program)), ...args], {
      cwd: folder.path,
      env: env(),
      stdio: ['ignore', file, file],
    })
    closeSync(file)
    return child
  }

  function startAgent(): void {
    const { cloudUrl, enrolmentTokenFile, dnsPort } = stack
    const places = ['--data', windows(at('agent')), '--cloud', cloudUrl, '--directory', pebble.directoryUrl]
    const files = ['--ca-root', windows(at('pebble.pem')), '--enrolment-token-file', windows(enrolmentTokenFile)]
    agent = start(at('agent.txt'), 'headless.js', [...places, ...files, '--resolver', `127.0.0.1:${dnsPort}`, '--no-browser'])
  }

  async function endAgent(): Promise<void> {
    spawnSync(wine, ['taskkill', '/F', '/IM', 'node.exe'], { cwd: folder.path, env: env(), stdio: 'ignore' })
    await ended(agent)
    agent = undefined
  }

  /** By the packaged command line. */
  async function status(): Promise<Status> {
    const output = at('answer.txt')
    await ended(start(output, 'mylzip.js', ['status', '--json', '--data', windows(at('agent'))]))
    const last = (await readFile(output, 'utf8')).trim().split('\n').at(-1) ?? ''
    return last.startsWith('{') ? JSON.parse(last) : {}
  }

  /** Asks until the order is through, as far as it gets. */
  async function untilIssued(): Promise<Status> {
    for (;;) {
      const answer = await status()
      if (answer.certificates?.[0]?.failure) return answer
      if (agent?.exitCode !== null) throw new Error(`it ended:\n${await readFile(at('agent.txt'), 'utf8')}`)
    }
  }

  beforeAll(async () => {
    folder = await temporaryFolder()
    await mkdir(at('wine'))
    await stageServiceFiles(root, at('service'), await serviceNode(root))
    spawnSync(wine, ['wineboot', '-i'], { cwd: folder.path, env: env(), stdio: 'ignore' })
    stack = await startTestStack(folder.path)
    pebble = await startPebble({ dnsPort: stack.dnsPort })
    await writeFile(at('pebble.pem'), pebble.rootPem)
  })
  afterEach(() => (agent ? endAgent() : undefined))
  afterAll(async () => {
    spawnSync(wine, ['wineboot', '-k'], { cwd: folder.path, env: env(), stdio: 'ignore' })
    await pebble.stop()
    await stack.stop()
    await folder.remove()
  })

  it('enrol this device, open their database, answer at their pipe, and have a certificate issued by Pebble', async () => {
    startAgent()
    const { certificates: [certificate] = [] } = await untilIssued()
    expect(existsSync(at('agent/agent.db'))).toBe(true)
    expect(certificate?.current?.issuer).toContain('Pebble')
    expect(certificate?.current?.states).toMatchObject({ issued: expect.any(String), installed: null })
    expect(certificate?.failure?.code).toBe('POWERSHELL_MISSING')
    issued = certificate?.current?.serial
  })

  it('are started again after they were killed, and go on with the same certificate', async () => {
    startAgent()
    const { certificates: [certificate] = [] } = await untilIssued()
    expect(certificate?.current?.serial).toBe(issued)
  })
})

async function ended(child: ChildProcess | undefined): Promise<number | null> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
}
