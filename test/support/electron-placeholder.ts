import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What @electron/fuses looks for in Electron's binary: this text, the wire's version and length, and one character a fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** As Electron 45 ships: `1` on, `0` off. */
const shippedFuses = '10111001'

/** A small real Windows program, where only that it is one matters: its path below the project's folder. */
export const someProgram = 'node_modules/electron-winstaller/vendor/Setup.exe'

/**
 * A folder that electron-builder takes for Electron's Windows distribution: a small real Windows program that has a
 * fuse wire, and nothing else. Electron itself cannot be had without downloading it.
 */
export async function placeElectronPlaceholder(root: string, folder: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true })
  const program = await readFile(join(root, someProgram))
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, shippedFuses.length]), Buffer.from(shippedFuses)])
  await writeFile(join(folder, 'electron.exe'), Buffer.concat([program, wire]))
  await writeFile(join(folder, 'version'), '45.4.1')
  await writeFile(join(folder, 'LICENSE'), '')
  await mkdir(join(folder, 'locales'))
  for (const language of ['de', 'en-US']) await writeFile(join(folder, 'locales', `${language}.pak`), '')
}

/** The fuses of a packed program, in the order of @electron/fuses' FuseV1Options. */
export async function readFuses(program: string): Promise<string> {
  const bytes = await readFile(program)
  const at = bytes.indexOf(sentinel) + sentinel.length
  return bytes.toString('latin1', at + 2, at + 2 + (bytes[at + 1] ?? 0))
}

/** The paths of all files in an asar archive: a JSON index behind four lengths (github.com/electron/asar, "Format"). */
export async function listArchive(archive: string): Promise<string[]> {
  const bytes = await readFile(archive)
  const index = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as ArchiveFolder
  return pathsIn(index, '')
}

interface ArchiveFolder {
  files: Record<string, Partial<ArchiveFolder>>
}

function pathsIn({ files }: ArchiveFolder, folder: string): string[] {
  return Object.entries(files).flatMap(([name, entry]) => {
    const path = `${folder}/${name}`
    return entry.files ? pathsIn({ files: entry.files }, path) : [path]
  })
}
