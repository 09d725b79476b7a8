import { sep } from 'node:path'
import type { Plugin } from 'vite'
import { thirdParty, thirdPartyPackages } from './third-party.ts'

const specifier = 'virtual:third-party'
const resolved = `\0${specifier}`

/** Hands the dashboard the list of others' work, and fails where something is bundled that is not in it. */
export function thirdPartyList(root: string): Plugin {
  return {
    name: 'third-party',
    resolveId: (source) => (source === specifier ? resolved : undefined),
    load: (id) => (id === resolved ? scriptOf(root) : undefined),
    generateBundle(_options, bundle) {
      const ids = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []))
      const unlisted = unlistedPackages(ids, new Set(thirdPartyPackages(root).map(({ folder }) => folder)))
      if (unlisted.length > 0) this.error(`bundled, and not in the list of third-party software: ${unlisted.join(', ')}`)
    },
  }
}

/** Folders of packages that modules come from, and that are not known. */
export function unlistedPackages(moduleIds: readonly string[], known: ReadonlySet<string>): string[] {
  const folders = moduleIds.flatMap((id) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll(sep, '/'))?.[1] ?? [])
  const below = folders.map((folder) => folder.slice(folder.indexOf('node_modules/')))
  return [...new Set(below)].filter((folder) => !known.has(folder)).sort()
}

/** Many texts are the same but for a name: each is written once. */
function scriptOf(root: string): string {
  const all = thirdParty(root)
  const texts = [...new Set(all.map(({ text }) => text))]
  const rows = all.map(({ licence, name, text, version }) => [name, version, licence, texts.indexOf(text)])
  return `const texts = ${JSON.stringify(texts)}
export const thirdParty = ${JSON.stringify(rows)}.map(([name, version, licence, text]) => ({ name, version, licence, text: texts[text] }))
`
}
