import { setTimeout } from 'node:timers/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { app, safeStorage } from 'electron'
import type { KeyLock } from '../../system/secrets/key-lock.port.ts'
import { safeStorageLockName } from '../../system/secrets/lock-names.ts'
import { locksKeys } from './locks-keys.policy.ts'

export interface SafeStorageLock extends KeyLock {
  /** Why the key could not be locked at this start; undefined where it was, or nobody tried. */
  trouble(): unknown
}

/** ms. Windows may have its keys ready only a while after signing in. */
const pauses = [500, 1_500, 3_000]

/**
 * Electron's safeStorage. It keeps a key of its own in the window's folder and may not have written it yet when the program is
 * killed, so what it locks has to be proven. Undefined where it is no better than the file's own rights.
 */
export function safeStorageLock(
  platform = process.platform,
  pause: (ms: number) => Promise<void> = setTimeout,
): SafeStorageLock | undefined {
  if (!locksKeys({ platform, isPackaged: app.isPackaged })) return undefined
  let trouble: unknown
  return {
    name: safeStorageLockName,
    isWanted: true,
    needsProof: true,
    foreign: 'was locked for another user of Windows, or for settings of the program that are gone, or is damaged',
    async lock(key) {
      await assertThere()
      return safeStorage.encryptStringAsync(Buffer.from(key).toString('base64'))
    },
    async unlock(locked) {
      await assertThere()
      const opened = await decrypted(Buffer.from(locked), pause)
      return opened && { key: Buffer.from(opened.result, 'base64'), isOutdated: opened.shouldReEncrypt }
    },
    // The profile it lies in has the rights of this person.
    closeFile: async () => undefined,
    failed(error) {
      trouble = error
    },
    trouble: () => trouble,
  }
}

/** Refuses with KEY_STORE_SILENT. */
async function assertThere(): Promise<void> {
  const isThere = await safeStorage.isAsyncEncryptionAvailable().catch((cause: unknown) => {
    throw new Refusal('KEY_STORE_SILENT', { reason: String(cause) }, { cause })
  })
  if (!isThere) throw new Refusal('KEY_STORE_SILENT', { reason: 'it offers no encryption' })
}

/**
 * Undefined for what safeStorage does not open. That Windows is only unable just now shows in what it is rejected with, and nowhere
 * else: it is no reason to believe that the key is lost. Refuses with KEY_STORE_SILENT.
 */
async function decrypted(locked: Buffer, pause: (ms: number) => Promise<void>) {
  for (const wait of [...pauses, undefined]) {
    try {
      return await safeStorage.decryptStringAsync(locked)
    } catch (cause) {
      if (!/temporarily unavailable/i.test(String(cause))) return undefined
      if (wait === undefined) throw new Refusal('KEY_STORE_SILENT', { reason: 'it is temporarily unavailable' }, { cause })
      await pause(wait)
    }
  }
}
