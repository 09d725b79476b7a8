import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildPart } from './build-part.ts'
import type { Part } from './parts.ts'
import { beginPart, finishPart } from './place.ts'
import { stampOf } from './stamp.ts'

/** Builds the parts side by side; a part that fails leaves what was there before. Rejects with the first failure, all parts having ended. */
export async function build(root: string, parts: readonly Part[]): Promise<void> {
  const results = await Promise.allSettled(parts.map((part) => buildOne(root, part)))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

async function buildOne(root: string, part: Part): Promise<void> {
  const out = join(root, 'out')
  // Taken before the build: a source changed meanwhile must not count as built.
  const stamp = stampOf(root, part.inputs)
  const folder = beginPart(out, part.name)
  try {
    await buildPart[part.name](root, folder)
    finishPart(out, part.name, folder, stamp)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
