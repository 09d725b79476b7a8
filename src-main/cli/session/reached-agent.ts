import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'

/** The agent that answers a command. */
export interface ReachedAgent {
  client: AgentClient
  /** No program runs: this command holds the data folder itself until it has ended. */
  alone: boolean
  /** Since when somebody else held the data folder, and this command waited; left out where it did not. */
  waitedSince?: Instant | undefined
  /** The agent's data folder. */
  folder: string
  /** A run must be able to see the certificate served, so the device page listens meanwhile. Nothing to do for a running program. */
  openPage(): Promise<void>
  /** Waits for a moment until the cloud knows what this command recorded. Nothing to do for a running program. */
  tellCloud(): Promise<void>
  /** Within a second. */
  close(): Promise<void>
}
