/**
 * Seals what must never lie readable on the disk: private keys and tokens. What is sealed can be opened again on
 * this machine only. Adapters: a key file (here), DPAPI and safeStorage on Windows.
 */
export interface Secrets {
  /** Opaque bytes, different each time, bound to `purpose` so that one sealed value cannot stand in for another. */
  seal(plain: Uint8Array, purpose: string): Promise<Uint8Array>
  /** Refuses with SECRET_UNREADABLE when it was sealed elsewhere, for another purpose, or was changed. */
  open(sealed: Uint8Array, purpose: string): Promise<Uint8Array>
}
