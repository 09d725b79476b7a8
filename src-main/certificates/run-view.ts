import { runSteps, skippedSentences } from '@mylzip/shared/domain/run-steps.ts'
import { type Instant, timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Run } from '@mylzip/shared/operations/values.ts'
import { failureView } from './failure-view.ts'
import type { RunRow, RunStepRow } from './run.repository.ts'

/** A run as screens and callers see it: all seven steps, those not reached yet as `waiting`. */
export function runView(run: RunRow, steps: RunStepRow[], nextAttemptAt: Instant | null, servedHere: boolean): Run {
  const recorded = new Map(steps.map((step) => [step.step, step]))
  return {
    id: run.id,
    certificateId: run.certificate_id,
    reason: run.reason,
    status: run.status,
    startedAt: toTimestamp(run.started_at),
    endedAt: timestampOrNull(run.ended_at),
    steps: runSteps.map((name) => {
      const step = recorded.get(name)
      if (!step) return { step: name, status: 'waiting', startedAt: null, endedAt: null }
      const status = step.status === 'done' && !servedHere && skippedSentences[name] !== undefined ? 'skipped' : step.status
      return { step: name, status, startedAt: toTimestamp(step.started_at), endedAt: timestampOrNull(step.ended_at) }
    }),
    acmeRequests: run.acme_requests,
    failure: failureView(run.failure_code, run.failure_data, run.ended_at, nextAttemptAt),
  }
}
