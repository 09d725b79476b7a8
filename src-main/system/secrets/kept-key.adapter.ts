import { readKeyFile, type StoredKey, writeKeyFile } from './key-file.adapter.ts'
import type { KeyLock } from './key-lock.port.ts'

/** A key file that cannot be opened here, and why, as the end of a sentence that begins with the file. */
export class KeyFileLocked extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(`the key file ${reason}`)
    this.reason = reason
  }
}

/**
 * The key in the key file, with or without a lock on it. A file without one is locked as soon as that is wanted: so a folder moves
 * from a user to the service by being opened there. The way back is a backup, which holds keys under a passphrase.
 */
export function createKeptKey(file: string, lock: KeyLock | undefined) {
  /** Opened once; the file is read each time, so that one that is gone or replaced is noticed. */
  let opened: { locked: string; key: Uint8Array } | undefined

  async function unlock({ bytes, lock: name }: StoredKey): Promise<Uint8Array> {
    const locked = Buffer.from(bytes).toString('base64')
    if (opened?.locked === locked) return opened.key
    if (lock?.name !== name) throw new KeyFileLocked(`is locked by ${name}, which does not work here`)
    const key = await lock?.unlock(bytes)
    if (!key) throw new KeyFileLocked('was locked on another machine, or is damaged')
    opened = { locked, key }
    return key
  }

  async function write(key: Uint8Array): Promise<void> {
    if (!lock?.isWanted) return writeKeyFile(file, { bytes: key, lock: undefined })
    const bytes = await lock.lock(key)
    await writeKeyFile(file, { bytes, lock: lock.name })
    await lock.closeFile(file)
    opened = { locked: Buffer.from(bytes).toString('base64'), key }
  }

  return {
    write,
    /** Undefined where there is no file. */
    async read(): Promise<Uint8Array | undefined> {
      const stored = await readKeyFile(file)
      if (!stored) return undefined
      if (stored.lock !== undefined) return unlock(stored)
      if (lock?.isWanted) await write(stored.bytes)
      return stored.bytes
    },
  }
}

export type KeptKey = ReturnType<typeof createKeptKey>
