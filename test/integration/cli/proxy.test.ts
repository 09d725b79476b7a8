import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { answers, failure } from '../../support/command-answers.ts'
import { askCommand, runCommand } from '../../support/command-line.ts'
import { freePorts } from '../../support/free-port.ts'
import { agentArguments, practiceForTests } from '../../support/practice-stack.ts'
import { startHeadless } from '../../support/product.ts'
import { startRunningAgent } from '../../support/running-agent.ts'

const practice = practiceForTests()
const ask = (args: string[], input?: string) =>
  askCommand(['proxy', ...args, '--data', practice.folder], { ...(input !== undefined && { input }) })

beforeAll(async () => {
  const once = startHeadless(agentArguments(practice.stack, practice.folder, '--once', '--json'))
  expect(await once.ended, once.stderr()).toBe(0)
})

const secret = 'correct horse battery'

describe('mylzip proxy', () => {
  it('shows, changes and takes back the proxy where no program runs, and never says the password', async () => {
    expect(answers.proxy.parse((await ask([])).answer).proxy).toMatchObject({ use: 'system', own: null, byOrganisation: false })
    const file = join(practice.folder, 'proxy.txt')
    writeFileSync(file, `${secret}\n`)
    const set = await ask(['set', 'device@127.0.0.1:9', '--password-file', file, '--past', 'a.test,.b.test', 'c.test', '--untried'])
    const own = { address: 'http://127.0.0.1:9', user: 'device', password: 'kept', past: ['a.test', '.b.test', 'c.test'] }
    expect(answers.proxy.parse(set.answer).proxy).toMatchObject({ use: 'own', own })
    const shown = await runCommand(['proxy', '--data', practice.folder])
    expect(shown.stdout).toMatch(/^ *Address +http:\/\/127\.0\.0\.1:9$/m)
    expect(shown.stdout).toMatch(/^ *Password +kept sealed$/m)
    // What is not said again stays, and nobody is asked for what is kept.
    const again = await ask(['set', 'device@127.0.0.1:9', '--untried'])
    expect(answers.proxy.parse(again.answer).proxy).toMatchObject({ use: 'own', own })
    const another = await ask(['set', '127.0.0.1:10', '--untried'])
    expect(answers.proxy.parse(another.answer).proxy.own).toMatchObject({ user: null, password: 'none', past: [] })
    const told = await Promise.all([
      runCommand(['audit', 'list', '--data', practice.folder]),
      runCommand(['diagnostics', '--no-doctor', '--data', practice.folder]),
    ])
    expect(JSON.stringify([shown, set, told])).not.toContain('horse')
    const back = await ask(['set', 'none'])
    expect(answers.proxy.parse(back.answer).proxy).toMatchObject({ use: 'none', own: null })
    expect(answers.proxy.parse((await ask(['set', 'system'])).answer).proxy.use).toBe('system')
  })

  it('refuses what is typed wrongly: a password in the address, none where one is needed, another kind', async () => {
    const refusal = async (...args: string[]) => {
      const { answer, exitCode } = await ask(['set', ...args])
      return [exitCode, failure.parse(answer).error.code]
    }
    expect(await refusal('http://device:horsebattery@127.0.0.1:9')).toEqual([2, 'PROXY_PASSWORD_IN_ADDRESS'])
    expect(await refusal('http://127.0.0.1:9', '--user', 'device')).toEqual([2, 'PASSWORD_NEEDED'])
    expect(await refusal('socks5://127.0.0.1:9')).toEqual([1, 'PROXY_SETTING_INVALID'])
    expect(await refusal('http://127.0.0.1:9', '--past', '10.0.0.0/8')).toEqual([2, 'INPUT_INVALID'])
  })

  it('a running program goes by another one at once, and is tried by it', async () => {
    const agent = await startRunningAgent(practice.stack, practice.folder)
    onTestFinished(async () => void (await agent.stop()))
    const [port] = await freePorts(1)
    const wish = [`http://127.0.0.1:${port}`, '--user', 'device', '--password-stdin']
    expect(answers.proxy.parse((await ask(['set', ...wish, '--untried'], secret)).answer).proxy.own?.password).toBe('kept')
    // Everything of the practice stack is on this machine, which no proxy is asked for.
    expect(answers.proxyTest.parse((await ask(['test'])).answer).findings).toMatchObject([
      { id: 'proxy', status: 'skipped' },
      { status: 'ok' },
      { id: 'cloud', status: 'ok' },
      { id: 'interception' },
    ])
    expect(answers.proxy.parse((await ask(['set', 'system'])).answer).proxy.use).toBe('system')
  })
})
