import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const sources = { practice: 'src-cloud/practice/main.ts', server: 'src-cloud/server.ts', operator: 'src-cloud/operator/main.ts' }

/** What is run of the cloud: as it was built where the build has run, which begins four times as fast as its sources. */
export function cloudProgram(name: keyof typeof sources): string {
  const built = at(`out/cloud/${name}.js`)
  return existsSync(built) ? built : at(sources[name])
}
