import type { Refusal, RefusalData } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../system/clock.port.ts'
import type { Log } from '../system/log/log.port.ts'

/** Why the work on a certificate stands still, where that could not be written down. */
export interface Standstill {
  code: RefusalCode
  data: RefusalData
  since: Instant
  /** When it is tried again by itself; null where nobody does. */
  nextAt: Instant | null
}

export interface Standstills {
  of(certificateId: string): Standstill | undefined
  note(certificateId: string, refusal: Refusal): void
  /** Answers whether it stood still. */
  end(certificateId: string): boolean
}

interface Needs {
  clock: Clock
  log: Log
  /** Whether somebody takes the work up again by itself: each look of the scheduler does. */
  goesOn: boolean
}

/**
 * What cannot be written down (a full disk) is kept in memory: without that a renewal that is due would be shown as going
 * on, or not at all, for as long as the disk is full. It is gone with the process, whose next one finds it anew.
 */
export function createStandstills({ clock, log, goesOn }: Needs): Standstills {
  const known = new Map<string, Standstill>()
  return {
    of: (certificateId) => known.get(certificateId),
    note(certificateId, { code, data }) {
      const now = clock.now()
      const before = known.get(certificateId)
      if (before?.code !== code) log.warn('the work on a certificate stands still', { certificateId, code })
      known.set(certificateId, { code, data, since: before?.since ?? now, nextAt: goesOn ? now + minute : null })
    },
    end: (certificateId) => known.delete(certificateId),
  }
}
