import { chmod, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { writeFileAtomically } from '../files/atomic-file.adapter.ts'
import { asDiskRefusal } from '../files/disk-refusal.policy.ts'
import { ensurePrivateFolder } from '../files/private-folder.adapter.ts'
import { keyLength } from './sealed.policy.ts'

const mode = 0o600
const prefix = 'mylzip-ssl-key-1 '

/** The key, or undefined when there is no file. Throws when the file is no key file: it is never replaced. */
export async function readKeyFile(file: string): Promise<Uint8Array | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw asDiskRefusal(error, dirname(file)) ?? error
  })
  if (text === undefined) return undefined
  const key = Buffer.from(text.slice(prefix.length).trim(), 'base64')
  if (!text.startsWith(prefix) || key.length !== keyLength) throw new Error(`${file} is not a key file`)
  // A restored backup may have widened it.
  await chmod(file, mode)
  return key
}

/** Replaces the key file (0600) in one step. Refuses with DATA_FOLDER_UNWRITABLE or DISK_FULL. */
export async function writeKeyFile(file: string, key: Uint8Array): Promise<void> {
  await ensurePrivateFolder(dirname(file))
  await writeFileAtomically(file, `${prefix}${Buffer.from(key).toString('base64')}\n`, mode)
}
