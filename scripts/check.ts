import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// npm run check: types, Biome, the rules of the house. All three are run, so that one visit shows everything. One checker a
// project: each of several would work out the same large types again.

const root = fileURLToPath(new URL('..', import.meta.url))

const checks = [
  { what: 'Types', program: 'typescript/bin/tsc', args: ['-b', '--checkers', '1'] },
  {
    what: 'Biome',
    program: '@biomejs/biome/bin/biome',
    args: ['ci', '--error-on-warnings', ...(process.stdout.isTTY ? [] : ['--colors=off'])],
  },
  { what: 'Rules of the house', program: 'vitest/vitest.mjs', args: ['run', '--project', 'architecture'] },
]

for (const { what, program, args } of checks) {
  process.stdout.write(`\n${what}\n`)
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) process.exitCode = 1
}
process.stdout.write(process.exitCode === 1 ? '\nNot everything is as it should be.\n' : '\nEverything is as it should be.\n')
