import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { createKeptKey, type KeptKey, KeyFileLocked } from './kept-key.adapter.ts'
import type { KeyLock } from './key-lock.port.ts'
import { safeStorageLockName } from './lock-names.ts'
import { sealedThing } from './purpose.policy.ts'
import { keyLength, nonceLength, seal, unseal } from './sealed.policy.ts'
import type { Secrets } from './secrets.port.ts'

/**
 * Seals with a key in a file that only its owner may read (0600, in a folder 0700). The file is made when the first
 * value is sealed, and never made anew: without it, or with another one, what was sealed is refused with
 * SECRET_UNREADABLE, and with KEYS_NEED_DESKTOP where only the program with a window opens it. The caller holds the data lock.
 * `locks` lock the key in it once more.
 */
export function createKeyFileSecrets({ file, locks = [] }: { file: string; locks?: readonly KeyLock[] }): Secrets {
  const kept = createKeptKey(file, locks)
  let remembered: Promise<Uint8Array> | undefined

  /** Callers that come at once share one attempt; a failed attempt is made anew. */
  function keyForSealing(purpose: string): Promise<Uint8Array> {
    remembered ??= readOrMake(file, kept, purpose).catch((error: unknown) => {
      remembered = undefined
      throw error
    })
    return remembered
  }

  return {
    async seal(plain, purpose) {
      return seal(await keyForSealing(purpose), randomBytes(nonceLength), plain, purpose)
    },
    async open(sealed, purpose) {
      const key = await (remembered ?? readExisting(file, kept, purpose))
      if (!key) throw unreadable(file, 'is missing', purpose)
      try {
        return unseal(key, sealed, purpose)
      } catch (error) {
        throw unreadable(file, 'is not the one it was sealed with', purpose, error)
      }
    },
  }
}

async function readOrMake(file: string, kept: KeptKey, purpose: string): Promise<Uint8Array> {
  const existing = await readExisting(file, kept, purpose)
  if (existing) return existing
  const made = randomBytes(keyLength)
  await kept.write(made)
  return made
}

async function readExisting(file: string, kept: KeptKey, purpose: string): Promise<Uint8Array | undefined> {
  try {
    return await kept.read()
  } catch (error) {
    if (isRefusal(error)) throw error
    if (error instanceof KeyFileLocked && error.neededLock === safeStorageLockName)
      throw new Refusal('KEYS_NEED_DESKTOP', { file, place: sealedThing(purpose) }, { cause: error })
    throw unreadable(file, error instanceof KeyFileLocked ? error.reason : 'cannot be read', purpose, error)
  }
}

function unreadable(file: string, reason: string, purpose: string, cause?: unknown): Refusal {
  return new Refusal('SECRET_UNREADABLE', { file, folder: dirname(file), reason, place: sealedThing(purpose) }, { cause })
}
