import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { exitCodeOf } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { isRefusal, nextStepOf } from '@mylzip/shared/domain/refusal.ts'
import { ensureBuilt } from '../build/ensure-built.ts'

// npm run mylzip --silent -- COMMAND …: the command line of a checkout, built first where its sources have changed.

const root = fileURLToPath(new URL('../..', import.meta.url))

try {
  await ensureBuilt(root)
} catch (error) {
  if (!isRefusal(error)) throw error
  const { code, message, data } = error
  const failure = { ok: false, error: { code, sentence: message, nextStep: nextStepOf(code, data), data } }
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(failure)}\n`)
  process.stderr.write(`${code}: ${message}\n`)
  process.exit(exitCodeOf(code))
}
await import(pathToFileURL(join(root, 'out/main/mylzip.js')).href)
