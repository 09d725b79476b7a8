import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { askHidden } from '#main/cli/input/ask-hidden.ts'
import { confirm } from '#main/cli/input/confirm.ts'
import { readSecret } from '#main/cli/input/read-secret.ts'
import type { Surroundings } from '#main/cli/surroundings.ts'

/** A terminal as these prompts see it: raw keys in, words out. */
function terminal() {
  const terminalLike = () => Object.assign(new PassThrough(), { isTTY: true, columns: 80, setRawMode: () => undefined })
  const [stdin, stderr] = [terminalLike(), terminalLike()]
  const interruption = new AbortController()
  const surroundings = { stdin, stderr, interrupted: interruption.signal } as unknown as Surroundings
  return { surroundings, interruption, types: (keys: string) => void stdin.write(keys) }
}

describe('what cannot be taken back', () => {
  const asked = () => {
    const { surroundings, ...rest } = terminal()
    return { ...rest, confirmed: confirm('It is gone then.', 'a.example', false, surroundings) }
  }

  it.each([
    ['a.example\r', undefined],
    ['b.example\r', 'CONFIRMATION_NEEDED'],
    ['\u0004', 'CONFIRMATION_NEEDED'],
    ['\u0003', 'COMMAND_INTERRUPTED'],
  ])('answered with %j', async (keys, code) => {
    const { confirmed, types } = asked()
    types(keys)
    expect(await confirmed.catch((error: unknown) => error)).toEqual(code && expect.objectContaining({ code }))
  })

  it('is not done when the command is told to end', async () => {
    const { confirmed, interruption } = asked()
    interruption.abort()
    await expect(confirmed).rejects.toMatchObject({ code: 'COMMAND_INTERRUPTED' })
  })
})

describe('a password that is typed', () => {
  it.each(['\u0003', '\u0004', 'abc\u0004'])('is not there after %j', async (keys) => {
    const { surroundings, types } = terminal()
    const typed = askHidden('Password: ', surroundings)
    types(keys)
    await expect(typed).rejects.toMatchObject({ code: 'COMMAND_INTERRUPTED' })
  })

  it('is refused when it is empty, before it is asked for again', async () => {
    const { surroundings, types } = terminal()
    const read = readSecret({ kind: 'password', stdin: false }, 'Password', true, surroundings)
    types('\r')
    await expect(read).rejects.toMatchObject({ code: 'SECRET_EMPTY' })
  })

  it.each(['', '\n', '\nsecond line\n'])('is refused when %j is piped in', async (input) => {
    const stdin = new PassThrough()
    stdin.end(input)
    const read = readSecret({ kind: 'password', stdin: true }, 'Password', true, { stdin } as unknown as Surroundings)
    await expect(read).rejects.toMatchObject({ code: 'SECRET_EMPTY' })
  })

  it('is read from a pipe that stays open', async () => {
    const stdin = new PassThrough()
    stdin.write('green bottles\r\n')
    const read = readSecret({ kind: 'password', stdin: true }, 'Password', true, { stdin } as unknown as Surroundings)
    expect(await read).toBe('green bottles')
  })
})
