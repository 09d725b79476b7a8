import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildRenderer } from '../../scripts/build/renderer.ts'
import { builtRenderer } from './built-renderer.ts'

/** The dashboard is built once for a whole run: for each file it would cost more than most of their tests. Answers what removes it. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'mylzip-renderer-'))
  await buildRenderer(folder)
  // The workers, which are started afterwards, get it with their environment.
  process.env[builtRenderer] = folder
  return () => rm(folder, { recursive: true, force: true })
}
