import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Log } from '../system/log/log.port.ts'
import type { Timers } from '../system/timers.port.ts'
import type { Check, Verdict } from './check.port.ts'
import type { Found } from './found.ts'
import { failed, trouble, warning } from './verdict.policy.ts'

export interface SettleNeeds {
  timers: Timers
  /** ms of uninterrupted time, whatever the clock is set to. */
  elapsed(): number
  log: Log
}

/** Carries a check out, to its end or to its time-out, and always brings a finding: one that breaks must not take the others with it. */
export function createSettle({ timers, elapsed, log }: SettleNeeds) {
  async function verdictOf(check: Check, signal: AbortSignal): Promise<Verdict> {
    try {
      return await check.look(signal)
    } catch (error) {
      if (isRefusal(error)) return failed({ code: error.code, data: error.data })
      if (!signal.aborted) log.error('a check of the doctor broke', { check: check.id, error })
      return warning(trouble('DEFECT', { reference: `doctor ${check.id}` }))
    }
  }

  return async (check: Check, ending: AbortSignal): Promise<Found> => {
    const { id, group, title, titleSaid, kind, certificateId, about, patience } = check
    const begun = elapsed()
    const over = new AbortController()
    const tooLate = new Promise<Verdict>((resolve) => {
      const seconds = Math.round(patience / second)
      const callOff = timers.after(patience, () => resolve(warning(trouble('CHECK_UNFINISHED', { seconds }))))
      over.signal.addEventListener('abort', callOff)
    })
    try {
      const verdict = await Promise.race([verdictOf(check, AbortSignal.any([over.signal, ending])), tooLate])
      return { id, group, title, titleSaid, about, ...verdict, durationMs: Math.round(elapsed() - begun), kind, certificateId }
    } finally {
      over.abort()
    }
  }
}
