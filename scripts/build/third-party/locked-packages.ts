import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

/** As much of an entry of package-lock.json as is needed here (lockfileVersion 3). */
interface Entry {
  version?: string
  license?: string
  link?: boolean
  dependencies?: Record<string, string>
}

export interface LockedPackage {
  name: string
  version: string
  licence: string
  /** Where it lies, below the root. */
  folder: string
}

const modules = 'node_modules/'

/** Packages that lie at the root under these names, and all that they need at run time, where Node finds it. */
export function lockedPackages(root: string, names: readonly string[]): LockedPackage[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Entry> }
  const found = new Map<string, LockedPackage>()

  function take(folder: string): void {
    const { dependencies = {}, license = '', link, version = '' } = packages[folder] ?? {}
    if (link || found.has(folder)) return
    found.set(folder, { name: nameOf(folder), version, licence: license, folder })
    // Electron needs its packages to be installed, and not to run.
    if (folder === `${modules}electron`) return
    for (const name of Object.keys(dependencies)) {
      const needed = resolved(name, folder)
      if (needed !== undefined) take(needed)
    }
  }

  function resolved(name: string, from: string): string | undefined {
    const place = posix.join(from, modules, name)
    if (packages[place]) return place
    return from === '' || from === '.' ? undefined : resolved(name, parentOf(from))
  }

  for (const name of names) if (packages[`${modules}${name}`]) take(`${modules}${name}`)
  return [...found.values()]
}

const nameOf = (folder: string) => folder.slice(folder.lastIndexOf(modules) + modules.length)

/** The package that this one lies in, or the root. */
function parentOf(folder: string): string {
  const end = folder.lastIndexOf(modules)
  return end <= 0 ? '' : dirname(`${folder.slice(0, end)}x`)
}
