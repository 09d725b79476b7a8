import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { staleParts } from './stale-parts.ts'

/**
 * Builds what is out of date, in a process of its own: the launcher lives as long as the product runs, and need not
 * keep a bundler in memory for it. Refuses with BUILD_FAILED.
 */
export async function ensureBuilt(root: string): Promise<void> {
  if (staleParts(root).length === 0) return
  process.stderr.write('Building the program (only when its sources have changed) …\n')
  const reason = await runBuild(root)
  if (reason !== undefined) throw new Refusal('BUILD_FAILED', { reason })
}

function runBuild(root: string): Promise<string | undefined> {
  const child = spawn(process.execPath, [join(root, 'scripts/build/main.ts')], {
    cwd: root,
    stdio: ['ignore', 2, 'pipe'],
    windowsHide: true,
  })
  // Whoever ends the launcher meanwhile wants no build either.
  process.once('exit', () => child.kill())
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk)
    said = (said + chunk).slice(-4000)
  })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => {
      if (code === 0) resolve(undefined)
      else resolve(reasonIn(said) ?? `the build ended with ${signal ?? code}`)
    })
  })
}

/** What a person should read first: the bundler’s own account of an error begins with its kind in brackets. */
function reasonIn(said: string): string | undefined {
  const lines = stripVTControlCharacters(said)
    .split('\n')
    .map((line) => line.trim())
  const line = lines.find((line) => line.startsWith('[')) ?? lines.find((line) => line !== '')
  return line?.replace(/\.$/, '')
}
