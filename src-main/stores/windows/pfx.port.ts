import type { KeyAndChain } from '../store.port.ts'

/** How a key crosses into the Windows store and out of it: in a PFX that lives for moments, under a password of its own. */
export interface PfxFiles {
  newPassword(): string
  write(bundle: KeyAndChain, password: string): Promise<Uint8Array>
  /** The private key (PKCS#8 PEM). Refuses with BUNDLE_*. */
  readKey(pfx: Uint8Array, password: string): Promise<string>
}
