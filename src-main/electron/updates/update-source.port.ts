import type { Channel } from './update.policy.ts'

export interface OfferedUpdate {
  version: string
  /** Plain text; may be empty. */
  notes: string
}

/** Where new versions come from, and who puts them in this one's place. Refuses with UPDATE…. */
export interface UpdateSource {
  /** Who signs this program's installers; none where nobody was named when it was built. */
  publishers(): Promise<readonly string[]>
  /** Undefined where there is none for this computer, a staged one among them whose turn has not come. */
  look(along: { channel: Channel; mayGoBack: boolean }): Promise<OfferedUpdate | undefined>
  /** Fetches what was offered last, and makes sure of who has signed it. */
  fetch(): Promise<void>
  /**
   * With whose rights a new version is installed. A person's own program has them; everybody's is given an administrator's, which `install` has
   * Windows ask for; `nobody`'s, where that cannot be asked for: then it is only said that there is a new version.
   */
  readonly installedBy: 'person' | 'administrator' | 'nobody'
  /** Makes sure once more of what was fetched. What cannot be used is gone after its refusal, and fetched anew after the next look. */
  check(): Promise<void>
  /** Checks it, and starts its installer, which waits for this program to end. */
  install(update: { startsAgain: boolean; isOlder: boolean }): Promise<void>
}
