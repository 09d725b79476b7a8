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
  /** Whether installing it raises rights, which the person is asked about. */
  readonly asksForRights: boolean
  /** Makes sure of it once more, and starts its installer, which waits for this program to end. */
  install(after: { startsAgain: boolean }): Promise<void>
}
