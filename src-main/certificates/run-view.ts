import { runSteps, skippedSentences } from '@mylzip/shared/domain/run-steps.ts'
import { type Instant, timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Run } from '@mylzip/shared/operations/values.ts'
import { failureView, standstillView } from './failure-view.ts'
import type { RunRow, RunStepRow } from './run.repository.ts'
import type { Standstill } from './standstills.ts'

interface Around {
  servedHere: boolean
  standstill: Standstill | undefined
}

/**
 * A run as screens and callers see it: all seven steps, those not reached yet as `waiting`. One that stands still goes on
 * where somebody takes it up again, and says what it waits for; otherwise it has failed, though that could not be recorded.
 */
export function runView(run: RunRow, steps: RunStepRow[], nextAttemptAt: Instant | null, { servedHere, standstill }: Around): Run {
  const isOver = standstill?.nextAt === null
  const recorded = new Map(steps.map((step) => [step.step, step]))
  return {
    id: run.id,
    certificateId: run.certificate_id,
    reason: run.reason,
    status: isOver ? 'failed' : run.status,
    startedAt: toTimestamp(run.started_at),
    endedAt: timestampOrNull(isOver ? standstill.since : run.ended_at),
    steps: runSteps.map((name) => {
      const step = recorded.get(name)
      if (!step) return { step: name, status: 'waiting', startedAt: null, endedAt: null }
      const status = step.status === 'done' && !servedHere && skippedSentences[name] !== undefined ? 'skipped' : step.status
      const startedAt = toTimestamp(step.started_at)
      if (isOver && status === 'running') return { step: name, status: 'failed', startedAt, endedAt: toTimestamp(standstill.since) }
      return { step: name, status, startedAt, endedAt: timestampOrNull(step.ended_at) }
    }),
    acmeRequests: run.acme_requests,
    failure: standstill ? standstillView(standstill) : failureView(run.failure_code, run.failure_data, run.ended_at, nextAttemptAt),
  }
}
