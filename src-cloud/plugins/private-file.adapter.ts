import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The text kept in `file` (0600), made at the first call: the first process' text is the text. */
export async function privateFile(file: string, make: () => string | Promise<string>): Promise<string> {
  const kept = await read(file)
  if (kept !== undefined) return kept
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const fresh = `${file}.${process.pid}`
  await writeFile(fresh, await make(), { mode: 0o600, flush: true })
  // Linking fails when another process was first: then that one's text is the text.
  await link(fresh, file).catch(() => undefined)
  await rm(fresh)
  return readFile(file, 'utf8')
}

async function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
