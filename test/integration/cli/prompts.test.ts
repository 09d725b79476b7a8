import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mylzip } from '../../support/command-line.ts'
import { agentArguments, practiceForTests } from '../../support/practice-stack.ts'
import { startHeadless } from '../../support/product.ts'

// script(1) of bsdutils lends a terminal.
const hasTerminal = spawnSync('script', ['--version']).status === 0
const practice = practiceForTests()
const started: ReturnType<typeof spawn>[] = []
let name = ''

beforeAll(async () => {
  const once = startHeadless(agentArguments(practice.stack, practice.folder, '--once', '--json'))
  expect(await once.ended, once.stderr()).toBe(0)
  name = (JSON.parse(once.stdout().trimEnd().split('\n').at(-1) ?? '') as { domain: string }).domain
})
afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
})

/** At a terminal: each answer is typed once its question is there. */
async function atTerminal(
  args: string[],
  conversation: [question: string, typed: string][],
): Promise<{ screen: string; exitCode: number }> {
  const command = [process.execPath, mylzip, ...args, '--data', practice.folder].map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NO_COLOR: '' },
  })
  started.push(child)
  let screen = ''
  const left = [...conversation]
  let seen = 0
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text
    const [next] = left
    if (!next || !screen.slice(seen).includes(next[0])) return
    left.shift()
    seen = screen.length
    child.stdin.write(next[1])
  })
  const exitCode = await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)))
  return { screen, exitCode }
}

describe.skipIf(!hasTerminal)('at a terminal', () => {
  const file = () => join(practice.folder, 'typed.backup')

  it('a passphrase is asked for twice and never shown', async () => {
    const { screen, exitCode } = await atTerminal(
      ['backup', file()],
      [
        ['Passphrase for the backup: ', 'nine green bottlex\u007fs\r'],
        ['once more: ', 'nine green bottles\r'],
      ],
    )
    expect(exitCode, screen).toBe(0)
    expect(screen).toContain('Written: ')
    expect(screen).not.toContain('green')
    const read = await atTerminal(['backup', file(), '--inspect'], [['Passphrase of the backup: ', 'nine green bottles\r']])
    expect(read.exitCode, read.screen).toBe(0)
  })

  it('the password at a proxy is asked for and never shown', async () => {
    const { screen, exitCode } = await atTerminal(
      ['proxy', 'set', 'device@127.0.0.1:9', '--untried'],
      [['Password at the proxy: ', 'nine green\r']],
    )
    expect(exitCode, screen).toBe(0)
    expect(screen).toContain('kept sealed')
    expect(screen).not.toContain('green')
    expect((await atTerminal(['proxy', 'set', 'system'], [])).exitCode).toBe(0)
  })

  it('a slip in the second is noticed, and Ctrl-C at the question does nothing', async () => {
    const other = join(practice.folder, 'other.backup')
    const slip = await atTerminal(
      ['backup', other],
      [
        ['Passphrase for the backup: ', 'nine green bottles\r'],
        ['once more: ', 'nine brown bottles\r'],
      ],
    )
    expect(slip.screen).toContain('PASSWORDS_DIFFER')
    const interrupted = await atTerminal(['backup', other], [['Passphrase for the backup: ', '\u0003']])
    expect(interrupted.exitCode).toBe(130)
    expect(existsSync(other)).toBe(false)
  })

  it('what cannot be taken back is asked for by name', async () => {
    const { screen, exitCode } = await atTerminal(['revoke', name, '--reason', 'superseded'], [['to go on: ', 'no\r']])
    expect(screen).toContain('CONFIRMATION_NEEDED')
    expect(exitCode).toBe(2)
    const interrupted = await atTerminal(['revoke', name], [['to go on: ', '\u0003']])
    expect(interrupted.screen).toContain('COMMAND_INTERRUPTED')
    expect(interrupted.exitCode).toBe(130)
    expect((await atTerminal(['forget', name], [['to go on: ', '\u0004']])).exitCode).toBe(2)
  })

  it('a name is confirmed in whatever case it is typed, and nobody types a password for a key that is not here any more', async () => {
    const destroyed = await atTerminal(['configure', name, '--no-exportable'], [['to go on: ', `${name.toUpperCase()}\r`]])
    expect(destroyed.exitCode, destroyed.screen).toBe(0)
    const { screen, exitCode } = await atTerminal(['export', name, '--format', 'pfx', '--out', join(practice.folder, 'x.pfx')], [])
    expect(screen).toContain('KEY_DESTROYED')
    expect(screen).not.toContain('Password for the file')
    expect(exitCode).toBe(1)
  })

  it.skipIf(!existsSync('/dev/full'))('a passphrase that could not be shown leaves no backup that nobody can open', async () => {
    const unheard = join(practice.folder, 'unheard.backup')
    const command = [process.execPath, mylzip, 'backup', unheard, '--make-passphrase', '--data', practice.folder]
    const { status, stderr } = spawnSync('sh', ['-c', '"$@" >/dev/full', 'sh', ...command], { encoding: 'utf8' })
    expect(stderr).toContain('PASSPHRASE_UNHEARD')
    expect(status).toBe(1)
    expect(existsSync(unheard)).toBe(false)
  })

  it('the status has colours, and none with NO_COLOR', async () => {
    // No program runs here, so what was protected is only valid.
    expect((await atTerminal(['status'], [])).screen).toContain('\u001b[32mValid\u001b[0m')
  })
})
