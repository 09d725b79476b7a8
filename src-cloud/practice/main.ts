import { chmodSync, mkdirSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { untilOrphanedOrTold } from './life-line.ts'

/** How long (ms) an end may take, in the middle of a start too: the database survives being cut short. */
const longestEnd = 5_000

/**
 * The practice stack as a process of its own: `node main.ts --data DIR [--dns-port N] [--template DIR]`.
 * Says once that it is ready, or why it is not, and lives as long as its parent.
 */
async function main(): Promise<number> {
  // Before the rest is loaded: the parent may be gone by then.
  const over = untilOrphanedOrTold(process)
  void over.then(() => setTimeout(() => process.exit(1), longestEnd).unref())
  // The embedded database is WebAssembly. Optimizing it takes a quarter of a second and 350 MB at the peak, which the
  // few queries of one machine never win back. Set at run time, the first flag does not bring the others with it.
  for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag)
  // Whatever the embedded database makes is for this user alone.
  process.umask(0o077)
  const at = process.argv.indexOf('--data')
  const data = at < 0 ? undefined : process.argv[at + 1]
  // Compiled code from a folder that others can write to would be theirs.
  if (data !== undefined && isPrivate(data)) enableCompileCache(`${data}/compile-cache`)
  const { runPractice } = await import('./run.ts')
  return runPractice(process, over)
}

/** Whether nobody else can enter. What is wrong with a folder that cannot be made or kept private, the stack itself says. */
function isPrivate(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    return true
  } catch {
    return false
  }
}

const code = await main()
process.exit(code)
