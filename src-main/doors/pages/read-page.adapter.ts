import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rendererContentSecurityPolicy } from '@mylzip/shared/operations/renderer-policy.ts'
import { pageFile } from './page-file.policy.ts'

/** What every answer of a door to a browser carries, whatever it is. */
export const guardHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': rendererContentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  // Another program may get this port tomorrow, and must find nothing of ours in the cache, nor we of theirs.
  'cache-control': 'no-store',
}

export interface Page {
  headers: Readonly<Record<string, string>>
  body: Uint8Array<ArrayBuffer>
}

/** Reads a file of the built dashboard, for the loopback door and for `app://`; undefined when there is none. */
export async function readPage(staticFolder: string, path: string): Promise<Page | undefined> {
  const file = pageFile(path)
  if (!file) return undefined
  const body = await readFile(join(staticFolder, ...file.segments)).catch(() => undefined)
  return body && { headers: { ...guardHeaders, 'content-type': file.contentType }, body }
}
