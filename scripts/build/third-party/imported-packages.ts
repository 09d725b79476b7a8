import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const imports = /(?:\bfrom|\bimport\(?)\s*'((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^']*)?'/g

/** The packages that sources below these folders name. Also what is none: a word in quotes in a text. */
export function importedPackages(root: string, folders: readonly string[]): string[] {
  const files = folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }))
  const named = files.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(imports)].map(([, name = '']) => name))
  return [...new Set(named)].sort()
}
