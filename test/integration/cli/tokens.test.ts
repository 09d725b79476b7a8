import { day } from '@mylzip/shared/domain/time.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answers, failure } from '../../support/command-answers.ts'
import { askCommand, runCommand } from '../../support/command-line.ts'
import { freePorts } from '../../support/free-port.ts'
import { practiceForTests } from '../../support/practice-stack.ts'
import { type RunningAgent, startRunningAgent } from '../../support/running-agent.ts'

const practice = practiceForTests()
let agent: RunningAgent
let name = ''

beforeAll(async () => {
  agent = await startRunningAgent(practice.stack, practice.folder)
  name = (await agent.client.certificates.list())[0]?.names[0] ?? ''
})
afterAll(() => agent.stop())

const ask = (...args: string[]) => askCommand([...args, '--data', practice.folder])
const run = (...args: string[]) => runCommand([...args, '--data', practice.folder])
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10)

it('one is made, lets a program in to what its level allows, is listed, and revoked at once', async () => {
  const [port = 0] = await freePorts(1)
  expect(answers.tokenPort.parse((await ask('tokens', 'port', String(port))).answer).api.address).toBeNull()
  const made = answers.tokenMade.parse((await ask('tokens', 'create', 'Monitoring', '--expires', '30d')).answer)
  const get = (path: string, method = 'GET') =>
    fetch(`${made.api.address}${path}`, { method, headers: { authorization: `Bearer ${made.secret}` } })
  const listed = (await (await get('/certificates')).json()) as { names: string[] }[]
  expect(listed[0]?.names).toEqual([name])
  expect((await get('/renewals/resume', 'POST')).status).toBe(403)
  expect(answers.tokens.parse((await ask('tokens')).answer).tokens).toMatchObject([{ label: 'Monitoring', state: 'good', level: 'read' }])
  expect((await run('tokens')).stdout).toContain(`Programs ask at http://127.0.0.1:${port}/api`)
  const unsure = await ask('tokens', 'revoke', 'Monitoring')
  expect(failure.parse(unsure.answer).error.code).toBe('CONFIRMATION_NEEDED')
  expect(answers.token.parse((await ask('tokens', 'revoke', 'Monitoring', '--yes')).answer).token.state).toBe('revoked')
  expect(await (await get('/certificates')).json()).toMatchObject({ code: 'LOCAL_TOKEN_REVOKED', data: { label: 'Monitoring' } })
})

it('people are given it alone on stdout, to be put into a file', async () => {
  const { exitCode, stdout, stderr } = await run('tokens', 'create', 'Rollout', '--level', 'operate', '--expires', inDays(40))
  expect(exitCode, stderr).toBe(0)
  expect(stdout).toMatch(/^mylzip_local_[\w-]{43}\n$/)
  expect(stderr).toContain('It is not shown again.')
  expect((await run('tokens', 'revoke', 'nobody', '--yes')).stderr).toContain('LOCAL_TOKEN_NOT_FOUND')
})
