import { mkdirSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Agent } from '#main/agent.ts'
import { runCommandLine } from '#main/cli/run-command-line.ts'
import type { Surroundings } from '#main/cli/surroundings.ts'
import { openPipeDoor } from '#main/doors/pipe/pipe-door.adapter.ts'
import { createRouter } from '#main/doors/router.ts'
import { startAgentInProcess } from '../../support/agent-in-process.ts'
import { answers, failure } from '../../support/command-answers.ts'
import { random } from '../../support/doors.ts'
import { practiceForTests } from '../../support/practice-stack.ts'
import { programsInMemory } from '../../support/programs-in-memory.ts'

const practice = practiceForTests()
const rdp = programsInMemory('rdp')
let agent: Agent
let close: () => Promise<void>
let name = ''
let folder = ''

beforeAll(async () => {
  agent = await startAgentInProcess(practice.stack, practice.folder, { useReaders: () => [rdp.reader] })
  folder = practice.folder
  await agent.mainJob({ asked: true, keepGoing: false })
  name = (await agent.services.certificates.list())[0]?.names[0] ?? ''
  const door = await openPipeDoor({
    router: createRouter(agent.services, agent.log, random),
    folder: `${folder}/agent`,
    random,
    log: agent.log,
  })
  close = door.close
})
afterAll(async () => {
  await close?.()
  await agent?.stop()
})

const current = async (of: string) =>
  (await agent.services.certificates.list()).find(({ names }) => names[0] === of)?.current?.thumbprint ?? ''

/** As somebody types it who sits at a terminal, and answers the one question with `typed`; or as a script does. */
async function command(args: string[], typed?: string) {
  const terminal = () => Object.assign(new PassThrough(), typed !== undefined && { isTTY: true, columns: 200 })
  const [stdin, stdout, stderr] = [terminal(), new PassThrough(), terminal()]
  if (typed !== undefined) stdin.write(`${typed}\r`)
  const interrupted = new AbortController().signal
  const surroundings = { stdin, stdout, stderr, env: { HOME: folder }, platform: 'linux', version: '0.0.0', interrupted }
  const exitCode = await runCommandLine([...args, '--data', folder], surroundings as unknown as Surroundings)
  return { exitCode, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') }
}
async function ask(...args: string[]) {
  const { exitCode, stdout } = await command([...args, '--json'])
  return { exitCode, answer: JSON.parse(stdout) as unknown }
}

describe('which programs use a certificate', () => {
  test('is listed: the device page by itself, and what the system knows of', async () => {
    rdp.name('RDP-Tcp', await current(name), 3389)
    const { exitCode, answer } = await ask('used-by', name)
    expect(exitCode).toBe(0)
    expect(answers.usedBy.parse(answer)).toMatchObject({
      lookedAt: ['device-page', 'files', 'script', 'rdp'],
      unread: [],
      uses: [
        { program: { kind: 'rdp', place: 'RDP-Tcp' }, address: '127.0.0.1:3389', outlook: 'left-behind', target: null },
        { program: { kind: 'device-page', label: 'Device page' }, outlook: 'followed', target: { id: 'device-page' } },
      ],
    })
    const words = await command(['used-by'])
    expect(words.stdout).toContain(`No target is set up for it, so it goes on with this one`)
    expect(words.stdout).toContain('Looked at: the device page, files that are set up, scripts that are set up, Remote Desktop.')
    expect(words.stderr).toBe('')
  })

  test('is asked by a thumbprint as Windows shows it', async () => {
    const shown = `\u200e${(await current(name)).toLowerCase().replace(/../g, '$& ').trim()}`
    expect(answers.usedBy.parse((await ask('used-by', '--thumbprint', shown)).answer).uses).toHaveLength(2)
    expect(answers.usedBy.parse((await ask('used-by', '--thumbprint', 'AB'.repeat(20))).answer).uses).toEqual([])
    const wrong = await ask('used-by', '--thumbprint', 'the one')
    expect([wrong.exitCode, failure.parse(wrong.answer).error.code]).toEqual([2, 'COMMAND_LINE_INVALID'])
  })

  test('counts what is set up by a target, and is told of new ones by it', async () => {
    const [{ id: certificateId } = { id: '' }] = await agent.services.certificates.list()
    const place = `${folder}/for-nginx`
    mkdirSync(place, { mode: 0o755 })
    const settings = { kind: 'files' as const, folder: place, files: [{ content: 'fullchain' as const, name: 'chain.pem' }] }
    const target = await agent.services.targets.add({ certificateId, settings, label: 'nginx' })
    await agent.services.targets.apply(target.id)
    rdp.name('RDP-Tcp', 'AB'.repeat(20))
    const { effects } = await agent.services.consumers.preview({ certificateId, change: 'renew', reason: 'unspecified' })
    expect(effects).toMatchObject([
      { use: { program: { kind: 'device-page' } }, effect: 'switches' },
      { use: { program: { kind: 'files', label: 'nginx' }, outlook: 'followed', target: { label: 'nginx' } }, effect: 'switches' },
    ])
    await agent.services.targets.remove({ targetId: target.id, giveBack: false })
    rdp.name('RDP-Tcp', await current(name), 3389)
  })

  test('is what the doctor looks at as well', async () => {
    const { findings } = await agent.services.doctor.report({ names: [] })
    expect(findings.find(({ id }) => id === 'uses')).toMatchObject({
      status: 'ok',
      evidence: [{ label: 'Remote Desktop' }, { label: 'Device page', value: expect.stringContaining('is told of each new one') }],
    })
  })
})

describe('a change', () => {
  const wildcard = () => `*.${name}`
  beforeAll(async () => {
    expect((await ask('order', wildcard(), '--wait')).exitCode).toBe(0)
    rdp.name('RDP-Tcp', await current(wildcard()))
  })

  test('is said beforehand with --dry-run, and nothing is done', async () => {
    const forgetting = await ask('forget', wildcard(), '--also-from-store', '--dry-run')
    expect(answers.preview.parse(forgetting.answer).preview).toMatchObject({ change: 'remove-from-store', effects: [{ effect: 'loses' }] })
    expect((await command(['forget', wildcard(), '--dry-run'])).stdout).toMatch(
      /^Remote Desktop goes on with version 1 \(it ends on [\d-]+\), and is told of no other\.\n {2}Give it/,
    )
    expect((await command(['revoke', wildcard(), '--dry-run'])).stdout).toMatch(
      /^Remote Desktop goes on with version 1, which clients refuse/,
    )
    expect((await command(['renew', wildcard(), '--dry-run'])).stdout).toMatch(
      /^Remote Desktop goes on with the old one, version 1 .*\n {2}Set up a target/,
    )
    expect((await command(['revoke', name, '--dry-run'])).stdout).toBe(
      'Device page is told to use the new certificate, and looked at for whether it presents it.\n',
    )
    expect(await current(wildcard())).toMatch(/^[0-9A-F]{40}$/)
  })

  test('is said together with what could not be looked at', async () => {
    rdp.break()
    const { exitCode, stdout } = await command(['forget', wildcard(), '--also-from-store', '--dry-run'])
    expect(stdout).toContain(
      'No program of this machine is known to use it.\nCould not be looked at: Remote Desktop. POWERSHELL_TIMED_OUT: ',
    )
    const refused = await ask('forget', wildcard(), '--also-from-store', '--yes')
    expect([exitCode, failure.parse(refused.answer).error.code]).toEqual([0, 'USES_UNREADABLE'])
    rdp.break(false)
  })

  test('that takes a certificate from a program is refused to a script, and asked with the programs at a terminal', async () => {
    const refused = await ask('forget', wildcard(), '--also-from-store', '--yes')
    expect(refused.exitCode).toBe(1)
    expect(failure.parse(refused.answer).error).toMatchObject({
      code: 'CERTIFICATE_IN_USE',
      data: { name: wildcard(), programs: 'Remote Desktop' },
    })
    const unsure = await command(['forget', wildcard(), '--also-from-store'], 'no')
    expect(unsure.stderr).toContain('Remote Desktop loses its certificate, version 1: it cannot present it any more.')
    expect(unsure.exitCode).toBe(2)
    const meant = await command(['forget', wildcard(), '--also-from-store'], wildcard())
    expect(meant).toMatchObject({ exitCode: 0, stdout: `Forgotten: ${wildcard()}.\n` })
    expect((await agent.services.certificates.list()).map(({ names }) => names[0])).toEqual([name])
  })
})
