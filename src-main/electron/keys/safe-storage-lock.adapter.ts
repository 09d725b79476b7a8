import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { app, safeStorage } from 'electron'
import type { KeyLock } from '../../system/secrets/key-lock.port.ts'
import { safeStorageLockName } from '../../system/secrets/lock-names.ts'
import { locksKeys } from './locks-keys.policy.ts'

export interface SafeStorageLock extends KeyLock {
  /** Why the key could not be locked at this start; undefined where it was, or nobody tried. */
  trouble(): unknown
}

/**
 * Electron's safeStorage. It keeps a key of its own in the window's folder and may not have written it yet when the program is
 * killed, so what it locks has to be proven. Undefined where it is no better than the file's own rights.
 */
export function safeStorageLock(platform = process.platform): SafeStorageLock | undefined {
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
      // First: Windows may only be slow to answer after signing in, and that is no reason to believe that the key is lost.
      await assertThere()
      const opened = await safeStorage.decryptStringAsync(Buffer.from(locked)).catch(() => undefined)
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
