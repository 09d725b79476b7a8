import type { Random } from '../system/random.port.ts'
import type { RunAnnouncements } from './run-announcements.ts'
import type { RunTools } from './run-context.ts'

/** What a whole run works with: its steps' tools, and what chooses and tells beside them. */
export interface RunJobNeeds extends RunTools {
  random: Random
  announcements: RunAnnouncements
}
