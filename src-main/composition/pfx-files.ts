import { randomBytes } from 'node:crypto'
import { oneTimePassword } from '../certificates/export/one-time-password.policy.ts'
import { makePfx } from '../certificates/export/pfx.ts'
import { readBundle } from '../certificates/reading/read-bundle.ts'
import type { PfxFiles } from '../stores/windows/pfx.port.ts'

/** 3DES, because every Windows imports that; the file lives for moments, and is read by this identity alone. */
export const pfxFiles: PfxFiles = {
  newPassword: () => oneTimePassword(randomBytes),
  write: (bundle, password) => makePfx({ bundle, password, cipher: '3des', friendlyName: bundle.name, random: randomBytes }),
  readKey: async (pfx, password) => (await readBundle([pfx], password)).privateKeyPem,
}
