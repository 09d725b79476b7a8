/** Another lock on the key in the key file: who has a copy of the file alone opens nothing. */
export interface KeyLock {
  /** Stands in the file, so that it is known what opens it: letters and dashes. */
  readonly name: string
  /** Whether keys are to be locked from now on; else only what is locked already is opened. */
  readonly isWanted: boolean
  lock(key: Uint8Array): Promise<Uint8Array>
  /** Undefined where it was locked elsewhere, or is damaged. */
  unlock(locked: Uint8Array): Promise<Uint8Array | undefined>
  /** Keeps other users from the file. */
  closeFile(file: string): Promise<void>
}
