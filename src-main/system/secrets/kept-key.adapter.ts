import { rm } from 'node:fs/promises'
import { readKeyFile, type StoredKey, writeKeyFile } from './key-file.adapter.ts'
import { forgetUnlocked, replaceUnlocked } from './key-file-exchange.adapter.ts'
import type { KeyLock } from './key-lock.port.ts'

/** A key file that cannot be opened here, and why, as the end of a sentence that begins with the file. */
export class KeyFileLocked extends Error {
  readonly reason: string
  /** The lock that is on it, where this program has another one or none. */
  readonly neededLock: string | undefined

  constructor(reason: string, neededLock?: string) {
    super(`the key file ${reason}`)
    this.reason = reason
    this.neededLock = neededLock
  }
}

interface Opened {
  locked: string
  key: Uint8Array
  isOutdated: boolean
}

/**
 * The key in the key file, with or without a lock on it. A file without one is locked as soon as that is wanted: so a folder moves
 * from a user to the service by being opened there. The way back is a backup, which holds keys under a passphrase. The first of
 * `locks` that is wanted locks from now on; the others open what they have locked.
 */
export function createKeptKey(file: string, locks: readonly KeyLock[]) {
  const wanted = locks.find(({ isWanted }) => isWanted)
  /** What this start has locked lies here until the next one has opened it. */
  const unproven = `${file}.locked`
  /** Opened once; the file is read each time, so that one that is gone or replaced is noticed. */
  let opened: Opened | undefined
  /** Once at each start, whoever asks for the key at the same moment; one that failed is made anew. */
  let settling: Promise<void> | undefined

  async function unlock({ bytes, lock: name }: StoredKey): Promise<Opened> {
    const locked = Buffer.from(bytes).toString('base64')
    if (opened?.locked === locked) return opened
    const lock = locks.find((one) => one.name === name)
    if (!lock) throw new KeyFileLocked(`is locked by ${name}, which does not work here`, name)
    const found = await lock.unlock(bytes)
    if (!found) throw new KeyFileLocked(lock.foreign)
    opened = { locked, ...found }
    return opened
  }

  async function lockIn(place: string, lock: KeyLock, key: Uint8Array): Promise<void> {
    await writeKeyFile(place, { bytes: await lock.lock(key), lock: lock.name }, lock.closeFile)
  }

  /** What an earlier start has locked, where this one can open it. */
  async function proven(lock: KeyLock, key: Uint8Array): Promise<StoredKey | undefined> {
    const stored = await readKeyFile(unproven).catch(() => undefined)
    const found = stored?.lock === lock.name ? await lock.unlock(stored.bytes) : undefined
    return found && !found.isOutdated && Buffer.from(found.key).equals(key) ? stored : undefined
  }

  /** Brings the file to the lock that is wanted, one safe step at a time. At each moment a file is there that opens. */
  async function settle(lock: KeyLock, key: Uint8Array, isLocked: boolean, isOutdated: boolean): Promise<void> {
    if (isLocked) await forgetUnlocked(file)
    // A copied or restored one has whatever rights the folder gave it, and so has one of a version that closed it afterwards.
    if (isLocked) await lock.closeFile(file)
    if (isLocked && !isOutdated) return rm(unproven, { force: true })
    if (!lock.needsProof) return lockIn(file, lock, key)
    const kept = await proven(lock, key)
    if (!kept) return lockIn(unproven, lock, key)
    await replaceUnlocked(file, kept, unproven, lock.closeFile)
  }

  async function settleOnce(key: Uint8Array, isLocked: boolean, isOutdated: boolean): Promise<void> {
    if (!wanted) return
    settling ??= settle(wanted, key, isLocked, isOutdated)
      .catch(wanted.failed)
      .catch((error: unknown) => {
        settling = undefined
        throw error
      })
    return settling
  }

  return {
    async write(key: Uint8Array): Promise<void> {
      if (wanted && !wanted.needsProof) return lockIn(file, wanted, key)
      await writeKeyFile(file, { bytes: key, lock: undefined })
      await settleOnce(key, false, false)
    },
    /** Undefined where there is no file. */
    async read(): Promise<Uint8Array | undefined> {
      const stored = await readKeyFile(file)
      if (!stored) return undefined
      if (stored.lock === undefined) {
        await settleOnce(stored.bytes, false, false)
        return stored.bytes
      }
      const { key, isOutdated } = await unlock(stored)
      // Another lock's file stays what it is: only a backup takes keys from one to the other.
      if (stored.lock === wanted?.name) await settleOnce(key, true, isOutdated)
      return key
    },
  }
}

export type KeptKey = ReturnType<typeof createKeptKey>
