import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launch, processesOf, resultOf, root, start, temporaryFolder, untilGone } from './launched.ts'

const onPosix = process.platform !== 'win32'
const invitation = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/

/** One data folder through all of these, in this order: what a first start leaves, the others find. */
const folder = temporaryFolder()
const data = join(folder.path, 'data')
let first: Record<string, unknown>

beforeAll(async () => {
  const run = start('--data', data, '--once', '--json')
  expect(await run.ended, run.stderr()).toBe(0)
  first = resultOf(run) as Record<string, unknown>
}, 120_000)
afterEach(() => untilGone(data, 2_000))
afterAll(() => folder.remove())

describe('npm start -- --once --json', () => {
  it('does the whole job and says so in its last line', () => {
    expect(first).toMatchObject({
      domain: expect.stringMatching(/\.myl\.test$/),
      serial: expect.stringMatching(/^[0-9a-f]+$/i),
      thumbprint: expect.stringMatching(/^[0-9a-f]{40}$/i),
      states: { issued: true, installed: true, bound: true, verified: true },
      acmeRequests: expect.any(Number),
      seconds: expect.any(Number),
    })
    expect(Date.parse(String(first.renewAt))).toBeLessThan(Date.parse(String(first.notAfter)))
  })

  it('finds everything at the next start, and orders nothing', async () => {
    const run = start('--data', data, '--once', '--json')
    expect(await run.ended, run.stderr()).toBe(0)
    expect(resultOf(run)).toMatchObject({ domain: first.domain, serial: first.serial, thumbprint: first.thumbprint, acmeRequests: 0 })
  })

  it('keeps stdout for its last line', async () => {
    const run = start('--data', data, '--once', '--json')
    await run.ended
    expect(run.stdout().trimEnd().split('\n')).toHaveLength(1)
  })
})

describe.skipIf(!onPosix)('npm start ends', () => {
  it('with Ctrl-C, within two seconds, and without complaint', async () => {
    const run = start('--data', data, '--no-browser')
    await run.says(invitation)
    const began = performance.now()
    // The terminal sends it to the whole group.
    process.kill(-(run.child.pid ?? 0), 'SIGINT')
    expect(await run.ended).toBe(0)
    await untilGone(data, 2_000)
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  it('when the service manager says so', async () => {
    const run = start('--data', data, '--no-browser')
    await run.says(invitation)
    run.child.kill('SIGTERM')
    expect(await run.ended).toBe(0)
    await untilGone(data, 100)
  })

  it('also when the launcher is killed without a word', async () => {
    const run = start('--data', data, '--no-browser')
    await run.says(invitation)
    expect(processesOf(data).length).toBeGreaterThanOrEqual(3)
    run.child.kill('SIGKILL')
    await untilGone(data, 2_000)
  })

  it('also when npm is killed without a word', async () => {
    const run = launch('npm', ['start', '--silent', '--', '--data', data, '--no-browser'])
    await run.says(invitation)
    run.child.kill('SIGKILL')
    await untilGone(data, 3_000)
  })

  it('while it is still starting', async () => {
    const run = start('--data', data, '--once')
    await expect.poll(() => processesOf(join(data, 'practice')).length, { interval: 10, timeout: 10_000 }).toBeGreaterThan(0)
    run.child.kill('SIGINT')
    expect(await run.ended).toBe(130)
    await untilGone(data, 100)
  })

  it('when its cloud is gone, and says so', async () => {
    const run = start('--data', data, '--no-browser')
    await run.says(invitation)
    for (const pid of processesOf(join(root, 'out/cloud/practice.js')).filter((pid) => processesOf(data).includes(pid)))
      process.kill(pid, 'SIGKILL')
    expect(await run.ended).toBe(1)
    expect(run.stderr()).toContain('PRACTICE_STACK_FAILED')
  })
})

describe.skipIf(!onPosix)('npm start says so', () => {
  it('when its agent is killed, to people and to programs', async () => {
    const run = start('--data', data, '--no-browser', '--json')
    const agents = () => processesOf(join(data, 'agent'))
    await expect.poll(() => agents().length, { interval: 10, timeout: 10_000 }).toBe(1)
    for (const pid of agents()) process.kill(pid, 'SIGKILL')
    expect(await run.ended).toBe(1)
    expect(run.stderr()).toMatch(/^AGENT_ENDED: .*SIGKILL/m)
    expect(resultOf(run)).toMatchObject({ error: { code: 'AGENT_ENDED' } })
  })
})

describe('npm start refuses at once', () => {
  it('an authority on the internet for names of this machine, before a folder is made', async () => {
    const elsewhere = join(folder.path, 'never')
    const run = start('--data', elsewhere, '--directory', 'letsencrypt', '--json')
    expect(await run.ended).toBe(2)
    expect(resultOf(run)).toMatchObject({ error: { code: 'DIRECTORY_CANNOT_SEE_LOCAL_NAMES' } })
    expect(existsSync(elsewhere)).toBe(false)
  })

  it('a DNS port that another program has', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    try {
      const run = start('--data', join(folder.path, 'dns'), '--dns-port', String(port), '--once', '--json')
      expect(await run.ended).toBe(1)
      expect(resultOf(run)).toMatchObject({ error: { code: 'PORT_TAKEN', sentence: expect.stringContaining(String(port)) } })
    } finally {
      server.close()
    }
  })

  it('a second start on the same data, and says who has it', async () => {
    const run = start('--data', data, '--no-browser')
    await run.says(invitation)
    const second = start('--data', data, '--once', '--json')
    expect(await second.ended).toBe(3)
    expect(resultOf(second)).toMatchObject({ error: { code: 'DATA_FOLDER_IN_USE' } })
    run.child.kill('SIGINT')
    expect(await run.ended).toBe(0)
  })

  it('a data folder that is a file', async () => {
    const file = join(folder.path, 'file')
    writeFileSync(file, '')
    const run = start('--data', join(file, 'data'), '--json')
    expect(await run.ended).toBe(3)
    expect(resultOf(run)).toMatchObject({ error: { code: 'DATA_FOLDER_UNWRITABLE' } })
  })
})
