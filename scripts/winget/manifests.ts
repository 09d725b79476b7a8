import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export const manifestNames = ['MyLZip.SSL.yaml', 'MyLZip.SSL.installer.yaml', 'MyLZip.SSL.locale.en-US.yaml'] as const
const processors = ['x64', 'arm64'] as const

/** As electron-builder.yml names them (`nsis.artifactName`). */
export function installerName(version: string, processor: string): string {
  return `MyL.Zip SSL Setup ${version} ${processor}.exe`
}

interface Release {
  version: string
  /** Holds the installers. */
  folder: string
  /** Where they can be had: an https address that ends in “/”. */
  address: string
}

/** What the templates in deploy/winget leave open: the version, and of each installer its address and its sum. */
export async function releaseFacts({ version, folder, address }: Release): Promise<Record<string, string>> {
  const facts: Record<string, string> = { version }
  for (const processor of processors) {
    const name = installerName(version, processor)
    facts[`${processor}.url`] = new URL(encodeURIComponent(name), address).href
    facts[`${processor}.sha256`] = createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex')
      .toUpperCase()
  }
  return facts
}

/** Throws where a template asks for what is not known. */
export function filled(template: string, facts: Record<string, string>): string {
  return template.replace(/\{([\w.]+)\}/g, (_, name: string) => {
    const fact = facts[name]
    if (fact === undefined) throw new Error(`nothing is known of ${name}`)
    return fact
  })
}
