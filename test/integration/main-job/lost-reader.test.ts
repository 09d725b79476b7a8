import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { agentArguments, practiceForTests } from '../../support/practice-stack.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Run by a shell with `command` around the program, which is "$@". */
async function run(command: string, program: string[]) {
  const child = spawn('bash', ['-c', command, 'bash', process.execPath, ...program], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()))
  const [code] = await once(child, 'close')
  return { code, said }
}

const gone = 'set -o pipefail; "$@" | head -c0'
const full = '"$@" >/dev/full'
const allFull = '"$@" >/dev/full 2>&1'

describe.skipIf(!existsSync('/dev/full'))(
  `where nobody reads${existsSync('/dev/full') ? '' : ' (skipped: there is no /dev/full here)'}`,
  () => {
    const practice = practiceForTests()

    it.each([
      ['has gone', gone, ['--json'], 1],
      ['has no room', full, ['--json'], 1],
      ['has no room, for complaints neither', allFull, ['--json'], 1],
      ['has gone, and no result was asked for', gone, [], 0],
    ])(
      'the agent does its job, closes its database and says by its exit code whether the result is lost: the reader %s',
      async (...given) => {
        const [, command, options, expected] = given
        const device = join(practice.folder, `device-${Math.random()}`)
        const { code, said } = await run(command, ['out/main/headless.js', ...agentArguments(practice.stack, device, '--once', ...options)])
        expect(said).not.toContain('Unhandled')
        expect(code).toBe(expected)
        // What a database leaves beside it that was not closed.
        expect(readdirSync(join(device, 'agent')).filter((name) => name.startsWith('agent.db'))).toEqual(['agent.db'])
      },
    )

    it.each([
      ['a refusal', ['--jsno', '--json'], 2],
      ['its help', ['--help'], 0],
    ])('the launcher ends in good order with %s', async (_what, options, expected) => {
      for (const command of [gone, full, allFull]) {
        const { code, said } = await run(command, ['scripts/start.mjs', ...options])
        expect(said, command).not.toContain('Unhandled')
        expect(code, command).toBe(expected)
      }
    })
  },
)
