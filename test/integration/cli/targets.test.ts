import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answers, failure } from '../../support/command-answers.ts'
import { askCommand, runCommand } from '../../support/command-line.ts'
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

const at = (file: string) => join(practice.folder, file)
const ask = (...args: string[]) => askCommand([...args, '--data', practice.folder])
const run = (...args: string[]) => runCommand([...args, '--data', practice.folder])

it('a program is given the certificate as files, told again, tried, and removed', async () => {
  mkdirSync(at('tls'), { mode: 0o755 })
  writeFileSync(at('tls/a.pem'), 'what was there before')
  const add = ['targets', 'add', 'files', name, '--folder', at('tls'), '--file', 'fullchain:a.pem', '--file', 'key:a.key:0640']
  const dry = await ask(...add, '--dry-run')
  expect(answers.targetPreview.parse(dry.answer).preview.changes).toHaveLength(2)
  expect(readFileSync(at('tls/a.pem'), 'utf8')).toBe('what was there before')

  const added = await ask(...add, '--label', 'The mail server')
  expect(added.exitCode, JSON.stringify(added.answer)).toBe(0)
  expect(answers.target.parse(added.answer).target.consumer).toMatchObject({ verifiedAt: expect.any(String), trust: null, failure: null })
  expect(new X509Certificate(readFileSync(at('tls/a.pem'))).subjectAltName).toContain(name)
  expect(statSync(at('tls/a.key')).mode & 0o777).toBe(0o640)
  const { targets } = answers.targets.parse((await ask('targets')).answer)
  expect(targets.map(({ label, kind }) => [label, kind])).toContainEqual(['The mail server', 'files'])

  writeFileSync(at('tls/a.pem'), 'spoilt')
  expect(answers.targetTest.parse((await ask('targets', 'test', 'The mail server')).answer).test).toMatchObject({
    bound: null,
    seen: null,
  })
  expect((await run('targets', 'apply', 'the mail server')).stdout).toContain('The mail server presents the certificate in use.')
  expect(failure.parse((await ask('targets', 'roll-back', 'The mail server')).answer).error.code).toBe('TARGET_NOTHING_BEFORE')
  expect(failure.parse((await ask('targets', 'remove', 'The mail server')).answer).error.code).toBe('CONFIRMATION_NEEDED')
  const removed = await ask('targets', 'remove', 'The mail server', '--give-back', '--yes')
  expect(answers.targetRemoved.parse(removed.answer).removed).toMatchObject({ givenBack: true, stays: [] })
  expect(readFileSync(at('tls/a.pem'), 'utf8')).toBe('what was there before')
  expect(existsSync(at('tls/a.key'))).toBe(false)
})

it('what cannot be a target is refused before anything is set up, and one that fails says what became of it', async () => {
  const code = async (...args: string[]) => failure.parse((await ask('targets', ...args)).answer).error.code
  expect(await code('add', 'files', name, '--folder', 'tls', '--file', 'fullchain:a.pem')).toBe('TARGET_SETTINGS_UNFIT')
  expect(await code('add', 'files', name, '--folder', at('agent'), '--file', 'fullchain:a.pem')).toBe('TARGET_PLACE_UNSAFE')
  expect(await code('add', 'files', name, '--folder', at('tls'), '--file', 'nothing:a.pem')).toBe('COMMAND_LINE_INVALID')
  expect(await code('add', 'files', name, '--folder', at('tls'), '--file', 'pfx:a.pfx')).toBe('PASSWORD_NEEDED')
  expect(await code('apply', 'nobody')).toBe('TARGET_NOT_FOUND')
  if (process.platform !== 'win32') expect(await code('add', 'rdp', name)).toBe('TARGET_NOT_HERE')
  writeFileSync(at('give'), '#!/bin/sh\necho "nothing today" >&2\nexit 7\n', { mode: 0o700 })
  const failed = await ask('targets', 'add', 'script', name, '--program', at('give'), '--label', 'Mine')
  expect(failed.exitCode).toBe(1)
  expect(failure.parse(failed.answer).error).toMatchObject({
    code: 'TARGET_FAILED',
    sentence: expect.stringContaining('(nothing today)'),
  })
  expect(answers.status.parse((await ask('status', name)).answer).protected).toBe(false)
  expect((await run('targets', 'remove', 'Mine', '--yes')).stdout).toContain('What the script did stays as it is')
  expect(answers.status.parse((await ask('status', name)).answer).protected).toBe(true)
})
