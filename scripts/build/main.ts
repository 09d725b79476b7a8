import { fileURLToPath } from 'node:url'
import { parts } from './parts.ts'
import { staleParts } from './stale-parts.ts'

// npm run build [-- --force]. Builds what is out of date into out/. Everything it says goes to stderr.

// Whatever the caller’s surroundings say, React is built as users get it.
process.env.NODE_ENV = 'production'

const root = fileURLToPath(new URL('../..', import.meta.url))
const wanted = process.argv.includes('--force') ? [...parts] : staleParts(root)
if (wanted.length > 0) {
  const began = performance.now()
  const { build } = await import('./build.ts')
  try {
    await build(root, wanted)
    process.stderr.write(`Built ${wanted.map(({ name }) => name).join(', ')} in ${((performance.now() - began) / 1000).toFixed(1)} s\n`)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
