import { execFileSync, spawnSync } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { failure } from '../../support/command-answers.ts'
import { mylzip } from '../../support/command-line.ts'

/** A Node.js of this machine that is too old for the program. */
const oldNode = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .find((node) => Number.parseInt(versionOf(node).slice(1), 10) < 24)
const lacking = oldNode === undefined ? ' (no Node.js older than 24 is installed here)' : ''

function versionOf(node: string): string {
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}

function underOldNode(program: string, ...args: string[]) {
  return spawnSync(oldNode ?? '', [program, ...args], { encoding: 'utf8' })
}

describe.skipIf(oldNode === undefined)(`what is built, under an older Node.js${lacking}`, () => {
  it.each([[['--help']], [['status', '--data', '/nowhere']], [['completion', 'bash']]])(
    'mylzip %j says at once which is needed, and what to type',
    (args) => {
      const { status, stdout, stderr } = underOldNode(mylzip, ...args)
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
      expect(stderr).toContain(
        `NODE_TOO_OLD: This needs Node.js 24 or newer, and found ${versionOf(oldNode ?? '')
          .slice(1)
          .trim()}`,
      )
      expect(stderr).toContain(`“npm run mylzip --silent -- ${args.join(' ')}”`)
      expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    },
  )

  it('says the same as one document', () => {
    const { status, stdout } = underOldNode(mylzip, 'status', '--json')
    expect(status).toBe(1)
    expect(failure.parse(JSON.parse(stdout)).error.code).toBe('NODE_TOO_OLD')
  })

  it('so does the agent', () => {
    const { status, stdout, stderr } = underOldNode(join(dirname(mylzip), 'headless.js'), '--once', '--json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'NODE_TOO_OLD', sentence: expect.stringContaining('“npm start”') } })
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
})
