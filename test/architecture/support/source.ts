import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A file of the project: its path below the project’s folder, with slashes, and its text. */
export interface Source {
  readonly path: string
  readonly text: string
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
const leftOut = (name: string) => ['node_modules', 'out', 'dist'].includes(name) || (name.startsWith('.') && name !== '.ci')
const texts = /\.(ts|tsx|mts|mjs|cjs|js|json|jsonc|md|yml|yaml|html|css|svg|sh|ps1|nsh|npmrc|gitignore|gitattributes)$/

/** Everything that people wrote, and the lock file. */
export function projectTexts(): Source[] {
  return filesBelow('')
    .filter((path) => texts.test(path) || path === '.ci/run')
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

export function isCode({ path }: Source): boolean {
  return /\.(ts|tsx|mjs)$/.test(path)
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !(entry.isDirectory() && leftOut(entry.name)))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      return entry.isDirectory() ? filesBelow(path) : [path]
    })
}
