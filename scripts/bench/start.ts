import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { firstStart } from './first-start.ts'
import { idleAgent } from './idle-agent.ts'
import { secondStart } from './second-start.ts'
import { report, type Target } from './targets.ts'

// npm run bench:start [-- --json]: what the README promises about time and memory, measured on a clone of HEAD in an
// empty folder, with npm's cache as it is. Takes about five minutes. Needs Linux for the agent's memory and timers.

const root = fileURLToPath(new URL('../..', import.meta.url))
const json = process.argv.includes('--json')
const folder = mkdtempSync(join(tmpdir(), 'mylzip-bench-'))
const clone = join(folder, 'clone')
const data = join(folder, 'data')
const say = (text: string) => process.stderr.write(`${text}\n`)

try {
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, clone], { stdio: ['ignore', 2, 2] })
  const targets: Target[] = []
  say('First start, on a clean clone …')
  targets.push(...(await firstStart(clone, data)))
  say('Second start, and a renewal …')
  targets.push(...(await secondStart(clone, data)))
  if (process.platform === 'linux') {
    say('The idle agent, for three minutes …')
    targets.push(...(await idleAgent(clone, data)))
  } else {
    say('The agent’s memory and timers are measured on Linux only.')
  }
  report(targets, json)
  process.exitCode = targets.every(({ ok }) => ok) ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
