import { PassThrough, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { printable } from '#main/cli/output/printable.policy.ts'
import { runCommandLine } from '#main/cli/run-command-line.ts'
import type { Surroundings } from '#main/cli/surroundings.ts'
import { recordedSurroundings } from './command-lines.ts'

async function toBrokenOutput(code: string, ...args: string[]) {
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) })
  stdout.on('error', () => undefined)
  const { surroundings, stderr } = recordedSurroundings()
  const exitCode = await runCommandLine(args, { ...surroundings, stdout } as unknown as Surroundings)
  return { exitCode, stderr: stderr() }
}

describe('an answer that cannot be written', () => {
  it.each(['ENOSPC', 'EIO', 'EBADF'])('for %s is no success', async (code) => {
    const { exitCode, stderr } = await toBrokenOutput(code, '--version')
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^OUTPUT_LOST: .+\nNext: .+\n$/)
  })

  it('because its reader has gone is nothing to complain of', async () => {
    expect(await toBrokenOutput('EPIPE', '--version')).toEqual({ exitCode: 0, stderr: '' })
  })

  it('leaves a refusal what it is', async () => {
    expect((await toBrokenOutput('ENOSPC', 'stat', '--json')).exitCode).toBe(2)
  })
})

describe('words for a terminal', () => {
  it('carry no control characters of others', async () => {
    expect(printable('a\u001b]0;title\u0007b\u009b2Jc\u202ed\r\ttab\nline')).toBe('a]0;titleb2Jcd\ttab\nline')
    const { surroundings, stderr } = recordedSurroundings()
    await runCommandLine(['sta\u001b[31mtus\nOK'], { ...surroundings, stdout: new PassThrough() } as unknown as Surroundings)
    expect(stderr()).toMatch(/^COMMAND_LINE_INVALID: .*sta\[31mtus OK.*\nNext: .*\n$/)
  })

  it('keep the colours that repeat what they say', () => {
    expect(printable('\u001b[32mProtected\u001b[0m\u001b[2J', true)).toBe('\u001b[32mProtected\u001b[0m[2J')
  })
})
