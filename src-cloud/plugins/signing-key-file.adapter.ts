import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { generateSigningKey, SigningKey } from './signing-key.ts'

/** The key kept in `file` (JSON, 0600), made at the first call. For one machine: several instances share keys by their environment. */
export async function signingKeyFile(file: string): Promise<SigningKey> {
  const kept = await read(file)
  if (kept !== undefined) return kept
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const fresh = `${file}.${process.pid}`
  await writeFile(fresh, JSON.stringify(await generateSigningKey()), { mode: 0o600, flush: true })
  // Linking fails when another process was first: then that one's key is the key.
  await link(fresh, file).catch(() => undefined)
  await rm(fresh)
  return SigningKey.parse(JSON.parse(await readFile(file, 'utf8')))
}

async function read(file: string): Promise<SigningKey | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : SigningKey.parse(JSON.parse(text))
}
