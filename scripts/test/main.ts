import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { ensureBuilt } from '../build/ensure-built.ts'
import { needsNothing } from './selection.ts'
import { setUpTools } from './set-up.ts'

// npm test [-- arguments of vitest]. Brings what the tests need, builds, runs them; the last line counts them.

const root = fileURLToPath(new URL('../..', import.meta.url))
const args = process.argv.slice(2)

try {
  if (!needsNothing(args)) {
    await setUpTools()
    await ensureBuilt(root)
  }
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  process.exitCode = status ?? 1
} catch (error) {
  if (!isRefusal(error)) throw error
  process.stderr.write(`${error.code}: ${error.message}\n`)
  process.exitCode = 1
}
