import { chmod, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type CloseFile, writeFileAtomically } from '../files/atomic-file.adapter.ts'
import { asDiskRefusal } from '../files/disk-refusal.policy.ts'
import { ensurePrivateFolder } from '../files/private-folder.adapter.ts'
import { keyLength } from './sealed.policy.ts'

const mode = 0o600
const prefix = 'mylzip-ssl-key-1 '
const lockedBy = /^locked-by ([a-z-]+) /

/** The key; or, where a lock is named, what that lock opens. */
export interface StoredKey {
  bytes: Uint8Array
  lock: string | undefined
}

/** The key, or undefined when there is no file. Throws when the file is no key file: it is never replaced. */
export async function readKeyFile(file: string): Promise<StoredKey | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw asDiskRefusal(error, dirname(file)) ?? error
  })
  if (text === undefined) return undefined
  const held = text.slice(prefix.length)
  const lock = lockedBy.exec(held)?.[1]
  const bytes = Buffer.from(held.replace(lockedBy, '').trim(), 'base64')
  if (!text.startsWith(prefix) || (lock === undefined ? bytes.length !== keyLength : bytes.length === 0))
    throw new Error(`${file} is not a key file`)
  // A restored backup may have widened it.
  await chmod(file, mode)
  return { bytes, lock }
}

/** Replaces the key file (0600) in one step, by one that is closed before there is anything in it. Refuses with DATA_FOLDER_UNWRITABLE or DISK_FULL. */
export async function writeKeyFile(file: string, { bytes, lock }: StoredKey, close?: CloseFile): Promise<void> {
  await ensurePrivateFolder(dirname(file))
  await writeFileAtomically(
    file,
    `${prefix}${lock === undefined ? '' : `locked-by ${lock} `}${Buffer.from(bytes).toString('base64')}\n`,
    mode,
    close,
  )
}
