import type { Thumbprint } from '../stores/store.port.ts'

/** What programs of this machine take from the store. */
export interface StoreUses {
  /**
   * The programs that use each certificate, or may be given it back, as a person calls them, as it is at this moment. Refuses with
   * USES_UNREADABLE where any program could not be asked: then nothing may be taken away.
   */
  named(): Promise<ReadonlyMap<Thumbprint, readonly string[]>>
}
