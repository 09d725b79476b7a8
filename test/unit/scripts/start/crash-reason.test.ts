import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { crashReason } from '../../../../scripts/start/crash-reason.ts'

const lastWordsOf = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8' }).stderr

describe('why a process ended, by its last words', () => {
  it.each([
    ['an error', "throw new TypeError('no such table')", 'TypeError: no such table'],
    ['an error with a code', "require('node:fs').readFileSync('/nowhere/at/all')", 'Error: ENOENT: no such file or directory'],
    ['an error of Node’s own', "new (require('node:net').Socket)().connect(70000)", 'RangeError [ERR_SOCKET_BAD_PORT]: '],
    ['an error with a cause', "throw new Error('no start', { cause: new Error('no disk') })", 'Error: no start'],
    ['a rejection', "Promise.reject(new Error('lost'))", 'Error: lost'],
  ])('is %s, not Node’s version below it', (_what, program, reason) => {
    const words = lastWordsOf('-e', program)
    expect(words).toContain('Node.js v')
    expect(crashReason(`an older line\n${words}`)).toContain(reason)
  })

  it('is V8’s own account when its memory is at an end', () => {
    const words = lastWordsOf('--max-old-space-size=8', '-e', 'const all = []; for (;;) all.push(new Array(1000).fill({}))')
    expect(crashReason(words)).toMatch(/^FATAL ERROR: .*heap/)
  })

  it('is the last line where none is an error, and nothing where there are no words', () => {
    expect(crashReason('one\nSegmentation fault\n\n')).toBe('Segmentation fault')
    expect(crashReason('\n')).toBe('')
  })
})
