import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mylzip-reporter-'))
  symlinkSync(at('node_modules'), join(folder, 'node_modules'), 'junction')
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const config = `import { ClosingLine } from ${JSON.stringify(at('test/support/reporter.ts'))}\nexport default { test: { reporters: [new ClosingLine()] } }\n`
  writeFileSync(join(folder, 'vitest.config.ts'), config)
})
afterEach(() => rmSync(folder, { recursive: true }))

function run(...tests: string[]) {
  for (const [index, text] of tests.entries()) {
    writeFileSync(join(folder, `${index}.test.ts`), `import { beforeAll, describe, expect, it } from 'vitest'\n${text}\n`)
  }
  const { status, stdout } = spawnSync(process.execPath, [at('node_modules/vitest/vitest.mjs'), 'run'], { cwd: folder, encoding: 'utf8' })
  return { status, lines: stdout.trimEnd().split('\n') }
}

describe('the last line of npm test', () => {
  it('counts what passed, failed and was skipped, and every skipped test says why', () => {
    const { status, lines } = run(
      `it('a', () => {})\nit('b', () => {})\nit('wrong', () => expect(1).toBe(2))\nit('needs lego', (test) => test.skip('lego is not installed'))\nit.skip('later', () => {})`,
    )
    expect(lines.at(-1)).toBe('2 passed, 1 failed, 2 skipped')
    expect(lines).toContain('skipped: 0.test.ts > needs lego (lego is not installed)')
    expect(lines).toContain('skipped: 0.test.ts > later (no reason given)')
    expect(lines).toContain('failed: 0.test.ts > wrong (expected 1 to be 2 // Object.is equality)')
    expect(status).not.toBe(0)
  })

  it('is green when all is well', () => {
    expect(run(`it('a', () => {})`)).toMatchObject({ status: 0, lines: expect.arrayContaining(['1 passed, 0 failed, 0 skipped']) })
  })

  it.each([
    [
      'a file that cannot be loaded',
      `it('a', () => {})`,
      `throw new Error('broken')`,
      '1 passed, 1 failed, 0 skipped',
      'failed: 1.test.ts (broken)',
    ],
    [
      'a group whose preparation fails',
      `it('a', () => {})`,
      `describe('g', () => { beforeAll(() => { throw new Error('x') })\nit('b', () => {}) })`,
      /^1 passed, [12] failed/,
      'failed: 1.test.ts > g (x)',
    ],
    [
      'an error nobody caught',
      `it('a', () => { setTimeout(() => { throw new Error('late') }, 0) })`,
      `it('b', () => new Promise((r) => setTimeout(r, 200)))`,
      '2 passed, 1 failed, 0 skipped',
      'failed: an error that nobody caught (late)',
    ],
  ])('counts %s as failed, and names it at the end', (_what, first, second, expected, named) => {
    const { status, lines } = run(first, second)
    expect(lines).toContain(named)
    expect(lines.at(-1)).toMatch(expected)
    expect(status).not.toBe(0)
  })

  it('a run without any test is no success', () => {
    const { status, lines } = run()
    expect(lines.at(-1)).toBe('0 passed, 0 failed, 0 skipped')
    expect(status).not.toBe(0)
  })
})
