import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mylzip } from '../../support/command-line.ts'
import { practiceForTests } from '../../support/practice-stack.ts'
import { type RunningAgent, startRunningAgent } from '../../support/running-agent.ts'
import { completedByFish, completedByPowerShell, completedByZsh, lacking, shellEnvironment } from '../../support/shells.ts'

const practice = practiceForTests()
let agent: RunningAgent
let name = ''
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  agent = await startRunningAgent(practice.stack, practice.folder)
  name = (await agent.client.certificates.list())[0]?.names[0] ?? ''
  env = shellEnvironment(practice.folder)
  writeFileSync(at('only-one.pem'), '')
})
afterAll(() => agent.stop())

const at = (file: string) => join(practice.folder, file)
const before = (certificate: string) => `mylzip renew --data ${practice.folder} ${certificate}`

describe('completion in bash', () => {
  async function completed(...words: string[]): Promise<string[]> {
    const script = [
      `mylzip() { "${process.execPath}" "${mylzip}" "$@"; }`,
      'source <(mylzip completion bash)',
      `COMP_WORDS=(mylzip ${words.map((word) => `'${word}'`).join(' ')})`,
      `COMP_CWORD=${words.length}`,
      '_mylzip',
      `printf '%s\\n' "$\{COMPREPLY[@]}"`,
    ].join('\n')
    const { stdout } = await promisify(execFile)('bash', ['-c', script])
    return stdout.trim().split('\n')
  }

  it('offers commands, options and what they take', async () => {
    expect(await completed('ren')).toEqual(['renew'])
    expect(await completed('renew', '--w')).toEqual(['--wait'])
    expect(await completed('order', '--key-type', 'p-2')).toEqual(['p-256'])
  })

  it('offers the names of certificates that the running program has', async () => {
    expect(await completed('renew', '--data', practice.folder, name.slice(0, 3))).toEqual([name])
  })

  it('offers nothing, and says nothing, where nobody runs', async () => {
    expect(await completed('renew', '--data', at('nobody'), '')).toEqual([''])
    expect(existsSync(at('nobody'))).toBe(false)
  })
})

describe.skipIf(lacking('zsh') !== '')(`completion in zsh, as it is typed at a terminal${lacking('zsh')}`, () => {
  it('puts in what is the only one: a command, an option, what it takes, a certificate, a file', async () => {
    const typed = [
      ['mylzip ren', 'mylzip renew '],
      ['mylzip renew --w', 'mylzip renew --wait '],
      ['mylzip order --key-type p-2', 'mylzip order --key-type p-256 '],
      ['mylzip order --key-type=p-2', 'mylzip order --key-type=p-256 '],
      [before(name.slice(0, 3)), before(`${name} `)],
      [`mylzip import ${at('only-o')}`, `mylzip import ${at('only-one.pem')} `],
      [`mylzip renew --data ${at('nobody')} `, `mylzip renew --data ${at('nobody')} `],
    ] as const
    const completed = await completedByZsh(
      typed.map(([line]) => line),
      env,
    )
    expect(completed.map(({ line }) => line)).toEqual(typed.map(([, line]) => line))
  })

  it('lists several, each with what it does', async () => {
    const [audit] = await completedByZsh(['mylzip audit '], env)
    expect(audit?.offered).toMatch(/list +-- what was done here, the newest first/)
    expect(audit?.offered).toMatch(/verify +-- check that nothing was changed/)
  })
})

describe.skipIf(lacking('fish') !== '')(`completion in fish${lacking('fish')}`, () => {
  it('offers commands, options and what they take, each with what it does', async () => {
    expect(await completedByFish('mylzip ren', env)).toEqual(['renew\trenew a certificate now'])
    expect(await completedByFish('mylzip renew --w', env)).toEqual([expect.stringMatching(/^--wait\tstay until it has ended/)])
    expect(await completedByFish('mylzip order --key-type p-2', env)).toEqual(['p-256'])
    expect(await completedByFish('mylzip order --key-type=p-2', env)).toEqual(['--key-type=p-256'])
  })

  it('offers names of certificates, and files where they belong', async () => {
    expect(await completedByFish(before(name.slice(0, 3)), env)).toEqual([`${name}\tProtected`])
    expect(await completedByFish(`mylzip import ${at('only-o')}`, env)).toEqual([at('only-one.pem')])
  })

  it('offers nothing where nobody runs', async () => {
    expect(await completedByFish(`mylzip renew --data ${at('nobody')} `, env)).toEqual([])
  })
})

describe.skipIf(lacking('pwsh') !== '')(`completion in PowerShell${lacking('pwsh')}`, () => {
  it('offers commands, options and what they take, names of certificates, and files', async () => {
    const typed = ['mylzip ren', 'mylzip renew --w', 'mylzip order --key-type p-2', 'mylzip audit ', before(name.slice(0, 3))]
    const offered = await completedByPowerShell([...typed, `mylzip import ${at('only-o')}`], env)
    expect(offered).toEqual([['renew'], ['--wait'], ['p-256'], ['list', 'verify'], [name], [at('only-one.pem')]])
  })
})
