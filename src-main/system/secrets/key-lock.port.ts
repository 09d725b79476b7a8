/** Another lock on the key in the key file: who has a copy of the file alone opens nothing. */
export interface KeyLock {
  /** Stands in the file, so that it is known what opens it: letters and dashes. */
  readonly name: string
  /** Whether keys are to be locked from now on; else only what is locked already is opened. */
  readonly isWanted: boolean
  /**
   * Whether it may forget its own key when the program is killed soon after. The key then stays in the file until another start
   * has opened what this one locked.
   */
  readonly needsProof: boolean
  /** Why it may not open what it has locked, as the end of a sentence that begins with the file. */
  readonly foreign: string
  lock(key: Uint8Array): Promise<Uint8Array>
  /** Undefined where it was locked elsewhere, or is damaged. `isOutdated`: to be locked anew. */
  unlock(locked: Uint8Array): Promise<{ key: Uint8Array; isOutdated: boolean } | undefined>
  /** Keeps other users from the file. */
  closeFile(file: string): Promise<void>
  /** A key that is there already could not be locked. Throws where the agent must not go on so; else the next start tries again. */
  failed(error: unknown): void
}
