import type { AlertMatter } from '@mylzip/shared/domain/alert-matters.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'

export interface AlertTables {
  alerts: AlertTable
  dead_man_watch: DeadManWatchTable
}

/** A device that is missed. At most one is open for a device and a matter. */
export interface AlertTable {
  id: string
  team_id: string
  device_id: string
  matter: AlertMatter
  /** When the device was last heard of, or should have renewed. */
  since: Instant
  raised_at: Instant
  ended_at: Instant | null
}

/** One row: since when the cloud has been looking without a gap. While it was away itself nobody could report. */
export interface DeadManWatchTable {
  one: number
  began_at: Instant
  last_at: Instant
}
