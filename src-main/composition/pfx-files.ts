import { randomBytes } from 'node:crypto'
import { oneTimePassword } from '../certificates/export/one-time-password.policy.ts'
import { makePfx } from '../certificates/export/pfx.ts'
import { readBundle } from '../certificates/reading/read-bundle.ts'
import type { PfxFiles } from '../stores/windows/pfx.port.ts'

/** Keys of its older providers cannot sign as TLS 1.3 wants (docs/decisions/windows-store.md). */
const cng = 'Microsoft Software Key Storage Provider'

/** 3DES, because every Windows imports that; the file lives for moments, and is read by this identity alone. */
export const pfxFiles: PfxFiles = {
  newPassword: () => oneTimePassword(randomBytes),
  write: (bundle, password) =>
    makePfx({ bundle, password, cipher: '3des', friendlyName: bundle.name, random: randomBytes, keyProvider: cng }),
  readKey: async (pfx, password) => (await readBundle([pfx], password)).privateKeyPem,
}
